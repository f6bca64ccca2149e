import { exportFileName } from '../../shared/contracts';
import { toDay } from '../utils/days';
import { readFile } from './client';
import type { SessionFilter } from './sessions';

export interface ExportedFile {
  name: string;
  content: Blob;
}

const NAME_IN_HEADER = /filename="?([^";]+)"?/;

/** An admin panel on a host of its own may not read the header: then it's the user's date. */
const nameFrom = (disposition: unknown) =>
  (typeof disposition === 'string' && NAME_IN_HEADER.exec(disposition)?.[1]) ||
  exportFileName(toDay(new Date()));

/** The sessions that `filter` lets through, with their entries, as a file. */
export const exportSessions = async (
  filter: Pick<SessionFilter, 'timeZone'> & Partial<SessionFilter>
): Promise<ExportedFile> => {
  const { content, disposition } = await readFile('/export', { ...filter });
  return { content, name: nameFrom(disposition) };
};
