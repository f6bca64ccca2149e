import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to a request instead of its response, or, for a delay, before it. */
export type Trouble =
  | { status: number; error?: string; body?: string; contentType?: string }
  | { delayMs: number }
  /** No response until hanging requests are dropped. */
  | 'hang'
  /** The connection breaks. */
  | 'reset';

export interface Fault {
  method?: string;
  /** Matched against path and query; everything where absent. */
  path?: string | RegExp;
  /** How many requests it hits; all until it's taken back where absent. */
  times?: number;
  trouble: Trouble;
}

const hits = (fault: Fault, request: IncomingMessage) => {
  const { method = request.method, path = '' } = fault;
  const url = request.url ?? '';
  const pathHits = typeof path === 'string' ? url.includes(path) : path.test(url);
  return method === request.method && pathHits;
};

/** Returns true where the request is dealt with. */
const makeTrouble = async (
  trouble: Exclude<Trouble, 'hang'>,
  response: ServerResponse
): Promise<boolean> => {
  if (trouble === 'reset') {
    response.socket?.destroy();
    return true;
  }
  if ('delayMs' in trouble) {
    await sleep(trouble.delayMs);
    return false;
  }
  const { status, error = `Trouble ${status}`, contentType = 'application/json' } = trouble;
  response.writeHead(status, { 'content-type': contentType });
  response.end(trouble.body ?? JSON.stringify({ success: false, error }));
  return true;
};

/** The failures and delays that were asked for; the earliest that fits hits. */
export const createFaults = () => {
  const pending: (Fault & { left: number })[] = [];
  const hanging = new Set<ServerResponse>();

  const takeBack = (fault: Fault) => {
    const index = pending.findIndex((one) => one === fault);
    if (index >= 0) pending.splice(index, 1);
  };

  return {
    /** Returns a function that removes the fault. */
    add(given: Fault) {
      const fault = { ...given, left: given.times ?? Infinity };
      pending.push(fault);
      return () => takeBack(fault);
    },
    clear() {
      pending.length = 0;
    },
    /** Returns true where a fault has dealt with the request. */
    async apply(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const fault = pending.find((one) => hits(one, request));
      if (!fault) return false;
      fault.left -= 1;
      if (fault.left <= 0) takeBack(fault);
      if (fault.trouble !== 'hang') return makeTrouble(fault.trouble, response);
      hanging.add(response);
      return true;
    },
    /** Breaks the connections of the requests that hang. */
    dropHanging() {
      hanging.forEach((response) => response.socket?.destroy());
      hanging.clear();
    },
  };
};
