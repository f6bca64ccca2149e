import type { ServerClient } from '../../harness/databases';
import { startOwnServer } from './own-server';
import { startProxy } from './proxy';

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

/** A server of its own where this machine has its programs, else a proxy before the shared one. */
export const startBreakableServer = async (client: ServerClient): Promise<BreakableServer> => {
  const own = await startOwnServer(client);
  if (!own) {
    return {
      ...(await startProxy(client)),
      isOwn: false,
      how: 'all connections cut and refused by a proxy (no server programs here)',
    };
  }
  return {
    url: own.url,
    isOwn: true,
    how: 'the server stopped and started again',
    breakOff: own.stop,
    mend: own.start,
    dispose: own.dispose,
  };
};
