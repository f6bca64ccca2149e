import type { Session } from '../../../shared/contracts';

/** How many refused calls of the webhook a session stands for; 0 where it's of something else. */
export const refusedCalls = ({ summary }: Session): number => {
  const [, count = '0'] = /([\d,]+) calls? (?:was|were) refused\./.exec(summary) ?? [];
  return Number(count.replaceAll(',', ''));
};
