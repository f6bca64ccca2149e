import http from 'node:http';

export interface RawRequest {
  method: string;
  /** Path and query, sent as they are. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface RawResponse {
  status: number;
  body: string;
}

/**
 * Sends requests that `fetch` would tidy up, over connections that stay open. Rejects where the
 * connection breaks without a response.
 */
export const createRawClient = (url: string) => {
  const { hostname, port } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  const send = ({ method, path, headers, body }: RawRequest): Promise<RawResponse> =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const request = http.request(
        { hostname, port, agent, method, path, headers: { ...headers, ...length } },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
          response.once('error', reject);
        }
      );
      request.once('error', reject);
      request.end(body);
    });

  return { send, close: () => agent.destroy() };
};
