import {
  MAX_OUTCOME_ROWS,
  type EntryContent,
  type MissingLanguageReason,
  type Outcome,
  type OutcomeRow,
} from '../../shared/contracts';

const emptyRow = (type: string | null, locale: string | null): OutcomeRow => ({
  type,
  locale,
  created: 0,
  updated: 0,
  failed: 0,
  skipped: 0,
  sent: 0,
});

/** Counts what a session does to content while it is recorded, so that nobody has to query its lines for it. */
export const createOutcomeCounter = () => {
  const rows = new Map<string, OutcomeRow>();
  const missingLanguages = new Map<string, MissingLanguageReason>();
  let rest: OutcomeRow | null = null;
  let isTracked = false;

  const rowOf = ({ type, locale }: Pick<EntryContent, 'type' | 'locale'>): OutcomeRow => {
    const key = `${type} ${locale ?? ''}`;
    if (!rows.has(key) && rows.size >= MAX_OUTCOME_ROWS) return (rest ??= emptyRow(null, null));
    const row = rows.get(key) ?? emptyRow(type, locale);
    rows.set(key, row);
    return row;
  };

  return {
    add(content: Omit<EntryContent, 'id'>, count = 1) {
      isTracked = true;
      rowOf(content)[content.action] += count;
    },

    /** From now on no rows mean that nothing was done, not that nothing is known. */
    track() {
      isTracked = true;
    },

    /** A language that Localazy has and Strapi got nothing for; the first reason counts. */
    missingLanguage(locale: string, reason: MissingLanguageReason) {
      isTracked = true;
      if (missingLanguages.size < MAX_OUTCOME_ROWS && !missingLanguages.has(locale)) {
        missingLanguages.set(locale, reason);
      }
    },

    result: (): Outcome | null =>
      isTracked
        ? {
            rows: rest ? [...rows.values(), rest] : [...rows.values()],
            missingLanguages: [...missingLanguages].map(([locale, reason]) => ({ locale, reason })),
          }
        : null,
  };
};
