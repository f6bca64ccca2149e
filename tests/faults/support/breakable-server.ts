import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { serverUrl, type ServerClient } from '../../harness/databases';
import { startOwnServer } from './own-server';

/** A database server that can go away and come back. */
export interface BreakableServer {
  url: URL;
  /** Nobody else uses it: its settings may be changed. */
  isOwn: boolean;
  /** What `breakOff` does, for the table. */
  how: string;
  breakOff(): Promise<void>;
  mend(): Promise<void>;
  dispose(): Promise<void>;
}

const DEFAULT_PORTS: Record<ServerClient, number> = { postgres: 5432, mysql: 3306 };

/** Passes connections on to the shared server; broken off, it ends them all and refuses new ones. */
const startProxy = async (client: ServerClient): Promise<BreakableServer> => {
  const target = serverUrl(client);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(Number(target.port) || DEFAULT_PORTS[client], target.hostname);
    socket.pipe(onward).pipe(socket);
    [socket, onward].forEach((one) => {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => [socket, onward].forEach((either) => either.destroy()));
      one.on('close', () => sockets.delete(one));
    });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(target);
  [url.hostname, url.port] = ['127.0.0.1', String(port)];

  const breakOff = async () => {
    const closed = once(server, 'close');
    server.close();
    sockets.forEach((socket) => socket.destroy());
    await closed;
  };
  return {
    url,
    isOwn: false,
    how: 'all connections cut and refused by a proxy (no server programs here)',
    breakOff,
    mend: () => listen(port),
    dispose: async () => {
      if (server.listening) await breakOff();
    },
  };
};

/** A server of its own where this machine has its programs, else a proxy before the shared one. */
export const startBreakableServer = async (client: ServerClient): Promise<BreakableServer> => {
  const own = await startOwnServer(client);
  if (!own) return startProxy(client);
  return {
    url: own.url,
    isOwn: true,
    how: 'the server stopped and started again',
    breakOff: own.stop,
    mend: own.start,
    dispose: own.dispose,
  };
};
