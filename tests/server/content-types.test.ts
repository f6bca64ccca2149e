import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedStrapi } from '@strapi/types';
import { startStrapi, type RunningStrapi } from '../harness';

const OURS = 'plugin::localazy-activity-logs';

const registryOf = (strapi: LoadedStrapi) => strapi.container.get('content-types');

/** What a Strapi without us lists: all uids, and those of articles' API and of users. */
const listedWithoutUs = async () => {
  const app = await startStrapi({ plugins: { 'localazy-activity-logs': { enabled: false } } });
  try {
    return {
      all: Object.keys(app.strapi.contentTypes),
      keys: registryOf(app.strapi).keys(),
      ofArticles: Object.keys(registryOf(app.strapi).getAll('api::article')),
      ofAdmin: Object.keys(registryOf(app.strapi).getAll('admin::')),
    };
  } finally {
    await app.stop();
  }
};

describe('the list of content types', () => {
  let app: RunningStrapi;
  let without: Awaited<ReturnType<typeof listedWithoutUs>>;

  beforeAll(async () => {
    without = await listedWithoutUs();
    app = await startStrapi();
  });
  afterAll(() => app?.stop());

  it('is the one of a Strapi without us, in the same order', () => {
    expect(without.all.length).toBeGreaterThan(5);
    expect(Object.keys(app.strapi.contentTypes)).toEqual(without.all);
    expect(registryOf(app.strapi).keys()).toEqual(without.keys);
  });

  it('is so for what belongs to one API or plugin, ours having none', () => {
    expect(without.ofArticles).toEqual(['api::article.article']);
    expect(without.ofAdmin.length).toBeGreaterThan(1);
    expect(Object.keys(registryOf(app.strapi).getAll('api::article'))).toEqual(without.ofArticles);
    expect(Object.keys(registryOf(app.strapi).getAll('admin::'))).toEqual(without.ofAdmin);
    expect(registryOf(app.strapi).getAll(OURS)).toEqual({});
  });

  it('holds the very content types that Strapi works with', () => {
    const { contentTypes } = app.strapi;
    for (const uid of without.all) {
      expect(contentTypes[uid as keyof typeof contentTypes]).toBe(registryOf(app.strapi).get(uid));
    }
  });

  it('belongs to who asked for it, and knows a content type that came later', () => {
    const uid = 'api::later.later';
    Reflect.deleteProperty(app.strapi.contentTypes, 'api::article.article');
    registryOf(app.strapi).set(uid, { uid });
    expect(Object.keys(app.strapi.contentTypes)).toEqual([...without.all, uid]);
  });
});
