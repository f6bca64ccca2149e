interface RequestOptions {
  /** JWT or API token. */
  token?: string;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

interface HttpResponse<T = unknown> {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else its text. */
  body: T;
}

/** One HTTP request to a Strapi; never throws for a status. `T` is the body that the caller expects. */
export type Request = <T = unknown>(
  method: string,
  path: string,
  options?: RequestOptions
) => Promise<HttpResponse<T>>;

const isJson = (headers: Headers) => /[/+]json\b/.test(headers.get('content-type') ?? '');

export const createRequest =
  (baseUrl: string): Request =>
  async <T>(method: string, path: string, { token, body, headers }: RequestOptions = {}) => {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const parsed: T = isJson(response.headers) && text ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed };
  };
