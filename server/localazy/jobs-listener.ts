import { z } from 'zod';
import type { SessionHandle } from '../recorder/types';
import type { TransferJobs } from './official-plugin';
import { readMessage, type TransferReport } from './transfer-report';

const noticeSchema = z.object({ message: z.string(), success: z.boolean().optional() });

const isFinish = (event: string) => event.endsWith(':finished');

const hear = (event: string, data: unknown, session: SessionHandle, report: TransferReport) => {
  const notice = noticeSchema.safeParse(data);
  if (!notice.success) return;
  const { message, success = true } = notice.data;
  const level = readMessage(report, message);
  if (isFinish(event)) report.lastFinish = { success, message };
  session[isFinish(event) && !success ? 'error' : level](message);
};

/** The same jobs, heard: what they tell the admin page becomes lines of the session. */
export const listenToJobs = (
  jobs: TransferJobs,
  session: SessionHandle,
  report: TransferReport
): TransferJobs =>
  new Proxy(jobs, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (property !== 'emit') return value.bind(target);
      return (event: string, data: unknown) => {
        try {
          hear(event, data, session, report);
        } catch {
          // Hearing must not disturb what is told.
        }
        return target.emit(event, data);
      };
    },
  });
