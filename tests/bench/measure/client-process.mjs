// A process of its own, so that the time that requests take is not spent in Strapi's process.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const headersOf = (token) => (token ? { authorization: `Bearer ${token}` } : {});

const agent = new Agent({ keepAlive: true });

/** Resolves with a response whose body is still to be read. Unlike fetch it has no timeout: clearing a million sessions may take minutes. */
const send = async (url, { method = 'GET', token } = {}) => {
  const sent = request(url, { agent, method, headers: headersOf(token) }).end();
  const [response] = await once(sent, 'response');
  return response;
};

const timed = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const jobs = {
  async request({ urls, method = 'GET', token }) {
    const took = [];
    for (const url of urls) {
      let status;
      const ms = await timed(async () => {
        const response = await send(url, { method, token });
        for await (const _ of response);
        status = response.statusCode;
      });
      if (status !== 200) throw new Error(`${method} ${url} returned ${status}`);
      took.push(ms);
    }
    return took;
  },

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
