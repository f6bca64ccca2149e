'use strict';

// Calls the webhook's public route again and again from a process of its own, over connections that
// stay open: `count` calls over `connections` connections, in turn with a made-up signature, without
// any, with an old timestamp and with none. Sends { done } now and then, { done, statuses } at its end.
const http = require('node:http');
const { randomBytes } = require('node:crypto');

const options = JSON.parse(process.argv[2]);
const { url, count, connections } = options;
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

let started = 0;
let done = 0;
const statuses = {};

const FLAWS = [
  (headers) => headers,
  (headers) => delete headers['x-localazy-hmac'],
  (headers) => (headers['x-localazy-timestamp'] = '1'),
  (headers) => delete headers['x-localazy-timestamp'],
];

const headersFor = (body) => {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-localazy-timestamp': String(Math.floor(Date.now() / 1000)),
    'x-localazy-hmac': randomBytes(32).toString('hex'),
  };
  FLAWS[started % FLAWS.length](headers);
  return headers;
};

const call = () =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({ type: randomBytes(8).toString('hex'), forged: started });
    const request = http.request(
      url,
      {
        method: 'POST',
        agent,
        headers: headersFor(body),
      },
      (response) => {
        statuses[response.statusCode] = (statuses[response.statusCode] ?? 0) + 1;
        response.resume();
        response.once('end', resolve);
      }
    );
    request.once('error', reject);
    request.end(body);
  });

const callInTurn = async () => {
  while (started < count) {
    started += 1;
    await call();
    done += 1;
    if (done % 500 === 0) process.send({ done });
  }
};

Promise.all(Array.from({ length: connections }, callInTurn)).then(
  () => process.send({ done, statuses }, () => process.exit(0)),
  (error) => {
    process.send({ done, statuses, error: error.message }, () => process.exit(1));
  }
);
