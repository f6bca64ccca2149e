import { bundleFileName } from '../../shared/contracts';
import { readFile } from './client';

/** A session's troubleshooting bundle. */
export const readBundle = async (sessionId: number) => {
  const { content } = await readFile(`/sessions/${sessionId}/bundle`, {});
  return { content, name: bundleFileName(sessionId) };
};
