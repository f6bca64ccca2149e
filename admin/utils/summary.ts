import type { IntlShape } from 'react-intl';
import { PLUGIN_ID } from '../../shared/plugin-id';

interface Summarized {
  /** In English where it's one of ours, else in whatever language its author wrote. */
  summary: string;
  /** Null for a text that isn't ours. */
  summaryParts?: readonly { id: string; values: Record<string, string | number> }[] | null;
}

const isEnglish = (locale: string) => locale.split('-')[0] === 'en';

/** A session's summary in the interface's language, or as it's stored where that has no translation. */
export const summaryText = (
  { summary, summaryParts }: Summarized,
  { locale, messages, formatMessage }: Pick<IntlShape, 'locale' | 'messages' | 'formatMessage'>
): string => {
  if (!summaryParts?.length || isEnglish(locale)) return summary;
  const messageOf = (id: string) => `${PLUGIN_ID}.summary.${id}`;
  // A version of the server may know sentences that this panel's build doesn't.
  if (!summaryParts.every(({ id }) => messages[messageOf(id)])) return summary;
  return summaryParts
    .map(({ id, values }) => formatMessage({ id: messageOf(id) }, values))
    .join(' ');
};
