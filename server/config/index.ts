import type { ZodIssue } from 'zod';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { configSchema, DEFAULT_CONFIG } from './schema';

const describeIssue = (issue: ZodIssue): string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${[...issue.path, key].join('.')} is not a known key`)
    : [`${issue.path.join('.')}: ${issue.message}`];

export default {
  default: DEFAULT_CONFIG,

  /** Stops Strapi's start with a message that names each wrong key. */
  validator(config: unknown) {
    const checked = configSchema.safeParse(config);
    if (!checked.success) {
      throw new Error(
        `${PLUGIN_ID} config: ${checked.error.issues.flatMap(describeIssue).join('; ')}`
      );
    }
  },
};
