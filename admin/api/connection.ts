import { connectionResponseSchema } from '../../shared/contracts';
import { read } from './client';

/** Lets the server ask Localazy now; null without the official plugin. */
export const checkConnection = async () =>
  (await read('/connection', { response: connectionResponseSchema })).connection;
