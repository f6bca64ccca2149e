// A process of its own that asks Strapi for things, so that the time it takes is none of Strapi's.
import { setTimeout as sleep } from 'node:timers/promises';

const PROBE_EVERY_MS = 5;

let probing = false;

const headersOf = (token) => (token ? { authorization: `Bearer ${token}` } : {});

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
        const response = await fetch(url, { method, headers: headersOf(token) });
        await response.arrayBuffer();
        status = response.status;
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
      took.push(await timed(() => fetch(url)));
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
      const response = await fetch(url, { headers: headersOf(token) });
      for await (const piece of response.body) {
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
