// A process of its own that asks Strapi for things, so that the time it takes is none of Strapi's.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const PROBE_EVERY_MS = 5;

let probing = false;

const headersOf = (token) => (token ? { authorization: `Bearer ${token}` } : {});

const agent = new Agent({ keepAlive: true });

/** An answer whose body is to be read. Unlike fetch it waits for one however long it takes: clearing a million sessions may take minutes. */
const send = async (url, { method = 'GET', token } = {}) => {
  const sent = request(url, { agent, method, headers: headersOf(token) }).end();
  const [answer] = await once(sent, 'response');
  return answer;
};

const drain = async (answer) => {
  for await (const _ of answer);
};

const timed = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const jobs = {
  /** Milliseconds that each of the addresses takes, asked one after the other. */
  async ask({ urls, method = 'GET', token }) {
    const took = [];
    for (const url of urls) {
      let status;
      const ms = await timed(async () => {
        const answer = await send(url, { method, token });
        await drain(answer);
        status = answer.statusCode;
      });
      if (status !== 200) throw new Error(`${method} ${url} was answered with ${status}`);
      took.push(ms);
    }
    return took;
  },

  /** Milliseconds of each answer to something cheap, asked again and again until `stopProbe`. */
  async probe({ url }) {
    probing = true;
    const took = [];
    while (probing) {
      took.push(await timed(async () => drain(await send(url))));
      await sleep(PROBE_EVERY_MS);
    }
    return took;
  },

  async stopProbe() {
    probing = false;
    return null;
  },

  /** Reads a whole answer, `pauseMs` after each piece. */
  async download({ url, token, pauseMs = 0 }) {
    let bytes = 0;
    let lastByte;
    const ms = await timed(async () => {
      for await (const piece of await send(url, { token })) {
        bytes += piece.length;
        lastByte = piece.at(-2);
        if (pauseMs > 0) await sleep(pauseMs);
      }
    });
    if (lastByte !== ']'.charCodeAt(0)) throw new Error(`${url} broke off after ${bytes} bytes`);
    return { ms, bytes };
  },
};

process.on('message', async ({ id, job, options }) => {
  try {
    process.send({ id, result: await jobs[job](options) });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit());
