export type Unit = 'µs' | 'ms' | 's' | 'a second' | 'MB' | '%';

/** What a figure is compared with: a bound of its own value, or of its ratio to the reference. */
export type Goal = { of: 'value' | 'ratio' } & ({ atMost: number } | { atLeast: number });

/** One line of the bench's table: what was measured, beside what it's compared with in the same run. */
export interface Figure {
  work: string;
  value: number;
  unit: Unit;
  /** In the same unit. */
  reference?: { what: string; value: number };
  goal?: Goal;
  /** Where it wasn't measured over the sessions that its scenario was given: how many there were. */
  sessions?: number;
}

/** A figure with where it was measured. */
export interface Measured extends Figure {
  database: string;
  sessions: number;
}

export const ratioOf = ({ value, reference }: Figure): number | null =>
  reference ? value / reference.value : null;

/** Null where there is no goal. */
export const isReached = (figure: Figure): boolean | null => {
  const { goal } = figure;
  if (!goal) return null;
  const compared = goal.of === 'ratio' ? (ratioOf(figure) ?? NaN) : figure.value;
  return 'atMost' in goal ? compared <= goal.atMost : compared >= goal.atLeast;
};

const digits = (value: number) => (Math.abs(value) < 10 ? 1 : 0);

export const formatNumber = (value: number) =>
  value.toLocaleString('en-US', {
    minimumFractionDigits: digits(value),
    maximumFractionDigits: digits(value),
  });

const formatRatio = (ratio: number) =>
  ratio >= 0.1 || ratio === 0
    ? `${ratio.toFixed(2)} ×`
    : `1/${formatNumber(Math.round(1 / ratio))}`;

const formatGoal = ({ unit, goal }: Figure) => {
  if (!goal) return '';
  const [sign, bound] = 'atMost' in goal ? ['≤', goal.atMost] : ['≥', goal.atLeast];
  return goal.of === 'ratio'
    ? `${sign} ${formatRatio(bound)}`
    : `${sign} ${bound.toLocaleString('en-US')} ${unit}`;
};

const VERDICT = new Map([
  [true, 'yes'],
  [false, 'NO'],
  [null, ''],
]);

/** The columns of the printed table. */
export const toRow = (figure: Figure) => {
  const { work, value, unit, reference } = figure;
  const ratio = ratioOf(figure);
  return {
    work,
    figure: `${formatNumber(value)} ${unit}`,
    reference: reference ? `${reference.what}: ${formatNumber(reference.value)} ${unit}` : '',
    ratio: ratio === null ? '' : formatRatio(ratio),
    goal: formatGoal(figure),
    reached: VERDICT.get(isReached(figure)),
  };
};
