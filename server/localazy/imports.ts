import { z } from 'zod';
import type { Config } from '../config/schema';
import type { Recorder } from '../recorder';
import { explain } from './explain';
import type { MethodWrapper } from './official-plugin';
import { describeRefusal, plural } from './transfer-result';
import type { Transfers } from './transfers';

/** `{ en: { "api::article.article[1].title": "…" } }`: what is uploaded, one language with its keys. */
const importFileSchema = z.record(z.record(z.unknown()));

const resultSchema = z.object({ success: z.boolean(), message: z.string().optional() });

const measure = (file: unknown) => {
  const { data } = importFileSchema.safeParse(file);
  if (!data) return null;
  const [language = '', strings = {}] = Object.entries(data)[0] ?? [];
  return { language, keys: Object.keys(strings).length };
};

/** Why Localazy refused the import, or null. The plugin's upload ignores it and announces success. */
const refusalOf = (result: unknown): string | null => {
  const { data } = resultSchema.safeParse(result);
  return !data || data.success ? null : (data.message ?? 'no reason given');
};

interface ImportsOptions {
  recorder: Recorder;
  transfers: Transfers;
  config: Pick<Config, 'automatedUploads'>;
}

/** Records the result of the call that sends content to Localazy. */
export const wrapImport = ({ recorder, transfers, config }: ImportsOptions): MethodWrapper => {
  const automated: MethodWrapper = async (original, service, args) => {
    const session = recorder.open({
      eventType: 'upload',
      initiatedBy: 'Automation',
      summary: 'Uploading a saved entry to Localazy',
    });
    try {
      const result = await recorder.runIn(session, () => original.apply(service, args));
      const refusal = refusalOf(result);
      const keys = plural(measure(args[0])?.keys ?? 0, 'key');
      if (refusal !== null) session.fail(describeRefusal(refusal));
      else session.complete(`Uploaded ${keys} of a saved entry.`);
      return result;
    } catch (error) {
      session.error(recorder.describeError(error), error);
      session.fail(`The upload of a saved entry stopped: ${explain(error)}.`);
      throw error;
    }
  };

  return async (original, service, args) => {
    const report = transfers.currentReport();
    if (report?.eventType !== 'upload') {
      return config.automatedUploads && !recorder.currentSession()
        ? automated(original, service, args)
        : original.apply(service, args);
    }
    const result = await original.apply(service, args);
    report.uploaded = measure(args[0]);
    report.refusal = refusalOf(result);
    return result;
  };
};
