import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { serverUrl, type ServerClient } from '../../harness/databases';

/** A way to the tests' shared database server that can fail in the ways of a network. */
export interface Proxy {
  url: URL;
  /** Ends all connections and refuses new ones. */
  breakOff(): Promise<void>;
  /** Takes connections again after `breakOff`. */
  mend(): Promise<void>;
  /** Forwards nothing more in either direction; connections stay open and new ones are taken. */
  hold(): void;
  /** Forwards again, first what has waited. */
  letGo(): void;
  /** The connections that there are forward nothing any more, ever; new ones do. */
  strand(): void;
  dispose(): Promise<void>;
}

const DEFAULT_PORTS: Record<ServerClient, number> = { postgres: 5432, mysql: 3306 };

const ownUrl = (target: URL, port: number) => {
  const url = new URL(target);
  [url.hostname, url.port] = ['127.0.0.1', String(port)];
  return url;
};

/** Passes connections on to the shared server until it's stopped. */
export const startProxy = async (client: ServerClient): Promise<Proxy> => {
  const target = serverUrl(client);
  const sockets = new Set<Socket>();
  const joined = new Set<[Socket, Socket]>();
  let isHeld = false;

  const join = ([near, far]: [Socket, Socket]) => void near.pipe(far).pipe(near);
  const part = ([near, far]: [Socket, Socket]) => {
    near.unpipe(far);
    far.unpipe(near);
  };

  const server = createServer((near) => {
    const far = connect(Number(target.port) || DEFAULT_PORTS[client], target.hostname);
    const pair: [Socket, Socket] = [near, far];
    joined.add(pair);
    if (!isHeld) join(pair);
    pair.forEach((one) => {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        pair.forEach((either) => either.destroy());
        joined.delete(pair);
        sockets.delete(one);
      });
    });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;

  const breakOff = async () => {
    const closed = once(server, 'close');
    server.close();
    sockets.forEach((socket) => socket.destroy());
    await closed;
  };

  return {
    url: ownUrl(target, port),
    breakOff,
    mend: () => listen(port),
    hold() {
      isHeld = true;
      joined.forEach(part);
    },
    letGo() {
      // Joined twice, they would carry everything twice.
      if (!isHeld) return;
      isHeld = false;
      joined.forEach(join);
    },
    strand() {
      joined.forEach(part);
      joined.clear();
    },
    async dispose() {
      if (server.listening) await breakOff();
    },
  };
};
