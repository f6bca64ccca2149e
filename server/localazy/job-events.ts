import { z } from 'zod';
import type { SessionHandle } from '../recorder/types';
import type { TransferJobs } from './official-plugin';
import { parseMessage, type TransferReport } from './transfer-report';

const eventSchema = z.object({ message: z.string(), success: z.boolean().optional() });

const isFinish = (name: string) => name.endsWith(':finished');

interface RecordOptions {
  session: SessionHandle;
  report: TransferReport;
  /** Called for every event, before it's recorded. */
  onEvent: () => void;
}

const recordEvent = (name: string, data: unknown, { session, report, onEvent }: RecordOptions) => {
  const event = eventSchema.safeParse(data);
  if (!event.success) return;
  onEvent();
  const { message, success = true } = event.data;
  const level = parseMessage(report, message, isFinish(name));
  if (isFinish(name)) report.lastFinish = { success, message };
  session[isFinish(name) && !success ? 'error' : level](message);
};

/** The same jobs; the events that they send to the admin page become lines of the session. */
export const recordJobEvents = (jobs: TransferJobs, options: RecordOptions): TransferJobs =>
  new Proxy(jobs, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (property !== 'emit') return value.bind(target);
      return (name: string, data: unknown) => {
        try {
          recordEvent(name, data, options);
        } catch {
          // The page gets its event all the same.
        }
        return target.emit(name, data);
      };
    },
  });
