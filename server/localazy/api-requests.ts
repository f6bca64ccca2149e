import type { Recorder } from '../recorder';
import type { RecorderSession } from '../recorder/session-handle';

/** What a request to Localazy returned. */
export interface ApiResponse {
  status: number;
  /** False for pages of proxies and firewalls. */
  isJson: boolean;
  /** As the API client gets it: parsed, or the text of a page. */
  body: unknown;
}

/** A response that was an error, or why none came. */
type ApiFailure = { response: ApiResponse } | { error: unknown };

/** The requests of one session to Localazy. */
export interface ApiActivity {
  /** Requests whose response isn't complete. */
  open: number;
  /** All requests so far. */
  sent: number;
  /** Whether content was sent, and what came back; null until something did. */
  importSent: boolean;
  importResponse: ApiResponse | null;
  /** The last complete response. */
  last: ApiResponse | null;
  /** Keys that were changed. */
  updatedKeys: number;
  /** The language whose keys were requested last. */
  language: string | null;
  /** Languages whose keys were not received. */
  failedLanguages: Map<string, ApiFailure>;
  /** Called whenever a request begins or ends. */
  onChange: () => void;
}

const createActivity = (): ApiActivity => ({
  open: 0,
  sent: 0,
  importSent: false,
  importResponse: null,
  last: null,
  updatedKeys: 0,
  language: null,
  failedLanguages: new Map(),
  onChange: () => {},
});

const IMPORT = /\/projects\/[^/]+\/import$/;
const KEY_UPDATE = /\/projects\/[^/]+\/keys\/[^/]+$/;
const KEYS = /\/files\/[^/]+\/keys\/([^/?]+)/;

interface BodyWatcher {
  onBody(body: unknown): void;
  onError(error: unknown): void;
  onEnd(): void;
}

const watchBody = (response: Response, { onBody, onError, onEnd }: BodyWatcher) => {
  for (const name of ['json', 'text', 'blob'] as const) {
    const read: () => Promise<unknown> = response[name].bind(response);
    const value = async () => {
      try {
        const body = await read();
        onBody(body);
        return body;
      } catch (error) {
        onError(error);
        throw error;
      } finally {
        onEnd();
      }
    };
    Object.defineProperty(response, name, { configurable: true, value });
  }
};

/**
 * Follows what sessions request from Localazy: the official plugin hides what its API client gets. A
 * request to Localazy is one that carries the plugin's access token.
 */
export const observeApi = (recorder: Recorder) => {
  const activities = new WeakMap<RecorderSession, ApiActivity>();
  const original = globalThis.fetch;
  let active = true;
  let authorization: string | null = null;

  const activityOf = (session: RecorderSession): ApiActivity => {
    const activity = activities.get(session) ?? createActivity();
    activities.set(session, activity);
    return activity;
  };

  const follow = async (activity: ApiActivity, url: string, request: () => Promise<Response>) => {
    const isImport = IMPORT.test(url);
    const [, code] = url.match(KEYS) ?? [];
    const language = code ? decodeURIComponent(code) : null;
    activity.language = language;
    activity.importSent ||= isImport;
    activity.last = null;
    activity.sent += 1;
    activity.open += 1;
    activity.onChange();
    const close = () => {
      activity.open -= 1;
      activity.onChange();
    };
    const noteFailure = (failure: ApiFailure) => {
      if (language) activity.failedLanguages.set(language, failure);
    };
    const onError = (error: unknown) => noteFailure({ error });
    try {
      const response = await request();
      const { status, headers } = response;
      const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
      const onBody = (body: unknown) => {
        activity.last = { status, isJson, body };
        if (isImport) activity.importResponse = activity.last;
        if (KEY_UPDATE.test(url) && status < 400) activity.updatedKeys += 1;
        if (status >= 400) noteFailure({ response: activity.last });
      };
      watchBody(response, { onBody, onError, onEnd: close });
      return response;
    } catch (error) {
      onError(error);
      close();
      throw error;
    }
  };

  const isToLocalazy = (init?: RequestInit) => {
    try {
      return new Headers(init?.headers).get('authorization') === authorization;
    } catch {
      // Headers that are not valid: fetch itself rejects them.
      return false;
    }
  };

  const observed: typeof fetch = (input, init) => {
    const session = active ? recorder.currentSession() : undefined;
    return session && authorization && isToLocalazy(init)
      ? follow(activityOf(session), String(input), () => original(input, init))
      : original(input, init);
  };
  globalThis.fetch = observed;

  return {
    activityOf,
    noteToken(token: unknown) {
      if (typeof token === 'string' && token !== '') authorization = `Bearer ${token}`;
    },
    restore() {
      active = false;
      if (globalThis.fetch === observed) globalThis.fetch = original;
    },
  };
};

export type ApiObserver = ReturnType<typeof observeApi>;
