import { createHmac } from 'node:crypto';

/** Where the official plugin takes webhooks. */
export const WEBHOOK_PATH = '/localazy/public/transfer/download';

export interface Webhook {
  /** The event's name; the official plugin downloads on any. */
  type?: string;
  /** Sent instead of the body made up for `type`. */
  body?: unknown;
  /** Seconds since 1970; now where absent. Any text, to see it refused. */
  timestamp?: number | string;
  /** True signs with a wrong secret. */
  forge?: boolean;
  /** Further or other headers; `undefined` leaves one out. */
  headers?: Record<string, string | undefined>;
}

/** The signature that Localazy puts on a webhook: hex HMAC-SHA256 of `<timestamp>-<JSON body>`. */
export const sign = (secret: string, timestamp: number | string, body: unknown) =>
  createHmac('sha256', secret)
    .update(`${timestamp}-${JSON.stringify(body)}`)
    .digest('hex');

/** Body and headers of a webhook, signed. */
export const signedWebhook = (secret: string, projectId: string, webhook: Webhook = {}) => {
  const { type = 'project_published', timestamp = Math.floor(Date.now() / 1000) } = webhook;
  const body = 'body' in webhook ? webhook.body : { type, project: { id: projectId } };
  const headers: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-localazy-timestamp': String(timestamp),
    'x-localazy-hmac': sign(webhook.forge ? `not ${secret}` : secret, timestamp, body),
    ...webhook.headers,
  };
  const given = Object.entries(headers).filter(
    (pair): pair is [string, string] => pair[1] !== undefined
  );
  return { body: JSON.stringify(body), headers: Object.fromEntries(given) };
};
