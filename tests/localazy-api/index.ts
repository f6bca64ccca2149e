import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { respond, type ApiRequest } from './endpoints';
import { createFaults, type Fault, type Trouble } from './faults';
import { createState, type LocalazyState } from './state';
import { signedWebhook, WEBHOOK_PATH, type Webhook } from './webhook';

export { WEBHOOK_PATH, type Webhook } from './webhook';
export type { Fault, Trouble } from './faults';
export type { Language, LocalazyState } from './state';

export interface LocalazyApi {
  /** Base address, without a slash at its end. */
  url: string;
  state: LocalazyState;
  /** Every request since the start or the last `requests.length = 0`, failed ones too. */
  requests: ApiRequest[];
  /** Adds a fault for requests that fit, until the returned function removes it or its `times` are used up. */
  failOn(fault: Fault): () => void;
  /** Troubles the next request, whatever it is. */
  failNext(trouble: Trouble): () => void;
  /** Takes back every trouble. */
  heal(): void;
  /** Breaks the connections of requests that hang. */
  dropHanging(): void;
  /** Sends a webhook to a Strapi as Localazy would, signed unless `forge`. */
  deliverWebhook(strapiUrl: string, webhook?: Webhook): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

interface LocalazyApiOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  state?: Partial<LocalazyState>;
}

const readBody = (request: IncomingMessage): Promise<unknown> =>
  request.method === 'GET' ? Promise.resolve(undefined) : json(request).catch(() => undefined);

const readRequest = async (request: IncomingMessage): Promise<ApiRequest> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: await readBody(request),
  };
};

const listen = (server: Server, port: number) =>
  new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * A stand-in of Localazy's HTTP API on 127.0.0.1: what the official plugin calls, with translations
 * made up per language, and failures and delays on demand.
 */
export const createLocalazyApi = async (options: LocalazyApiOptions = {}): Promise<LocalazyApi> => {
  const state = createState(options.state);
  const faults = createFaults();
  const requests: ApiRequest[] = [];

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(incoming);
    requests.push(request);
    if (await faults.apply(incoming, response)) return;
    const { status, body } = respond(request, state);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  const server = createServer((incoming, response) => void handle(incoming, response));
  const url = await listen(server, options.port ?? 0);

  return {
    url,
    state,
    requests,
    failOn: (fault) => faults.add(fault),
    failNext: (trouble) => faults.add({ times: 1, trouble }),
    heal: () => faults.clear(),
    dropHanging: () => faults.dropHanging(),
    async deliverWebhook(strapiUrl, webhook) {
      const init = signedWebhook(state.webhookSecret, state.project.id, webhook);
      const response = await fetch(new URL(WEBHOOK_PATH, strapiUrl), { method: 'POST', ...init });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      return { status: response.status, body: isJson ? JSON.parse(text) : text };
    },
    close: () => close(server),
  };
};
