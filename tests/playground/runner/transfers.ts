import type { EventType, ListSessionsResponse, Session } from '../../../shared/contracts';
import { OFFICIAL_PAGE_HEADERS } from '../../harness/official-plugin';
import { until } from '../../harness/until';
import type { Playground } from './app';

const TIMEOUT_MS = 120_000;

export const newest = async (
  { request, token }: Playground,
  eventType: EventType
): Promise<Session | undefined> => {
  const path = `/localazy-activity-logs/sessions?eventType=${eventType}&pageSize=1`;
  const { status, body } = await request<ListSessionsResponse>('GET', path, { token });
  if (status !== 200) throw new Error(`GET ${path} returned ${status}`);
  return body.results[0];
};

/** Starts one operation through the official plugin's own HTTP routes. */
export const begin = async (playground: Playground, eventType: EventType): Promise<void> => {
  const { request, token, localazy, url } = playground;
  const { status } =
    eventType === 'webhook'
      ? await localazy.deliverWebhook(url)
      : await request('POST', `/localazy/transfer/${eventType}`, {
          token,
          body: {},
          headers: OFFICIAL_PAGE_HEADERS,
        });
  if (status !== 200) throw new Error(`The ${eventType} returned ${status}`);
};

/** Runs one operation through the official plugin's own HTTP routes and returns its recorded session, ended. */
export const runTransfer = async (
  playground: Playground,
  eventType: EventType
): Promise<Session> => {
  const before = (await newest(playground, eventType))?.id ?? 0;
  await begin(playground, eventType);
  return until(
    `a session of the ${eventType} has ended`,
    async () => {
      const session = await newest(playground, eventType);
      return session && session.id > before && session.status !== 'in-progress' && session;
    },
    { timeoutMs: TIMEOUT_MS, everyMs: 200 }
  );
};
