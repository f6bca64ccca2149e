import type { EndedSession } from '../../shared/contracts';

/** Equal for failures of the same operation whose summaries differ in numbers alone. */
export const causeOf = ({ eventType, summary }: EndedSession): string =>
  `${eventType}|${summary.replace(/\d+/g, '#')}`;
