import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedStrapi } from '@strapi/types';
import { startStrapi, type RunningStrapi } from '../harness';

const OURS = ['session', 'entry', 'preference'].map(
  (name) => `plugin::localazy-activity-logs.${name}`
);

const listedBy = (strapi: LoadedStrapi) => Object.keys(strapi.contentTypes);

/** Connects as a Strapi that pushes content or pulls it does. Returns how to hang up. */
const connectTransfer = ({ url }: RunningStrapi, kind: 'push' | 'pull') => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(`GET /admin/transfer/runner/${kind} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  return () => socket.destroy();
};

describe('the list of content types', () => {
  let app: RunningStrapi;

  beforeAll(async () => {
    app = await startStrapi();
  });
  afterAll(() => app?.stop());

  it('has ours, as Strapi’s type generator goes by it before and after a start', () => {
    expect(listedBy(app.strapi)).toEqual(expect.arrayContaining(OURS));
  });

  it.each(['push', 'pull'] as const)(
    'has all but ours while another Strapi is connected to %s content',
    async (kind) => {
      const before = listedBy(app.strapi);
      const hangUp = connectTransfer(app, kind);
      await expect
        .poll(() => listedBy(app.strapi), { timeout: 10_000 })
        .toEqual(before.filter((uid) => !OURS.includes(uid)));
      hangUp();
      await expect.poll(() => listedBy(app.strapi), { timeout: 10_000 }).toEqual(before);
    }
  );
});
