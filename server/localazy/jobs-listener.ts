import { z } from 'zod';
import type { SessionHandle } from '../recorder/types';
import type { TransferJobs } from './official-plugin';
import { readMessage, type TransferReport } from './transfer-report';

const noticeSchema = z.object({ message: z.string(), success: z.boolean().optional() });

const isFinish = (event: string) => event.endsWith(':finished');

interface Listener {
  session: SessionHandle;
  report: TransferReport;
  /** Called for every notice, before it's noted. */
  onNotice: () => void;
}

const hear = (event: string, data: unknown, { session, report, onNotice }: Listener) => {
  const notice = noticeSchema.safeParse(data);
  if (!notice.success) return;
  onNotice();
  const { message, success = true } = notice.data;
  const level = readMessage(report, message, isFinish(event));
  if (isFinish(event)) report.lastFinish = { success, message };
  session[isFinish(event) && !success ? 'error' : level](message);
};

/** The same jobs, heard: what they tell the admin page becomes lines of the session. */
export const listenToJobs = (jobs: TransferJobs, listener: Listener): TransferJobs =>
  new Proxy(jobs, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (property !== 'emit') return value.bind(target);
      return (event: string, data: unknown) => {
        try {
          hear(event, data, listener);
        } catch {
          // Hearing must not disturb what is told.
        }
        return target.emit(event, data);
      };
    },
  });
