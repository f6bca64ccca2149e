import type { Outcome, OutcomeRow } from '../../shared/contracts';

/** What can be done to an entry, in the order in which it's shown. */
export const OUTCOME_ACTIONS = ['failed', 'created', 'updated', 'sent', 'skipped'] as const;
type OutcomeAction = (typeof OUTCOME_ACTIONS)[number];

export type OutcomeCounts = Record<OutcomeAction, number>;

interface TypeOutcome {
  /** Null for the rest, past the bound of rows. */
  type: string | null;
  /** By locale; null for types that aren't localized. */
  cells: Map<string | null, OutcomeCounts>;
}

const countsOf = ({ failed, created, updated, sent, skipped }: OutcomeRow): OutcomeCounts => ({
  failed,
  created,
  updated,
  sent,
  skipped,
});

/** The rows of an outcome as a table: content types by languages. */
export const outcomeTable = ({ rows }: Pick<Outcome, 'rows'>) => {
  const types = new Map<string | null, TypeOutcome>();
  const locales = new Set<string | null>();
  rows.forEach((row) => {
    const { type, locale } = row;
    const known = types.get(type) ?? { type, cells: new Map() };
    types.set(type, known);
    known.cells.set(locale, countsOf(row));
    locales.add(locale);
  });
  // Without a language last.
  const sorted = [...locales].sort((one, other) =>
    one === null ? 1 : other === null ? -1 : one.localeCompare(other)
  );
  return { types: [...types.values()], locales: sorted };
};
