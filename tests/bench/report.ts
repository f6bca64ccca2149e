import { cpus, totalmem } from 'node:os';
import { formatNumber, isReached, toRow, type Measured } from './figures';

const GIBIBYTE = 1024 ** 3;

/** `2 cores, 23 GiB, Node v20.20.2`. */
export const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / GIBIBYTE)} GiB, Node ${process.version}`;

const groupBy = <T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  items.forEach((item) => groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]));
  return groups;
};

const formatCount = (count: number) => count.toLocaleString('en-US');

const printTables = (measured: Measured[]) => {
  const ofRun = ({ database, sessions }: Measured) =>
    sessions === 0
      ? 'Beside the official plugin'
      : `${database}, ${formatCount(sessions)} sessions`;
  for (const [run, figures] of groupBy(measured, ofRun)) {
    console.log(`\n${run}`);
    console.table(figures.map(toRow));
  }
};

/** A figure that belongs to one before it, by both their names. */
const nameOf = (figures: Measured[], index: number): string => {
  const { work } = figures[index];
  if (!work.startsWith('…')) return work;
  const owner = figures.slice(0, index).findLast((figure) => !figure.work.startsWith('…'));
  return `${owner?.work} ${work}`;
};

/** How each figure grows with the number of sessions. */
const printGrowth = (measured: Measured[]) => {
  const sizes = [...new Set(measured.map(({ sessions }) => sessions))].filter((size) => size > 0);
  for (const [database, figures] of groupBy(measured, (figure) => figure.database)) {
    const named = figures.map((figure, index) => ({ ...figure, work: nameOf(figures, index) }));
    const works = [...groupBy(named, ({ work }) => work)].filter(([, ofWork]) => ofWork.length > 1);
    if (works.length === 0) continue;
    console.log(`\nGrowth on ${database}, by sessions`);
    console.table(
      works.map(([work, ofWork]) => ({
        work: work.slice(0, 100),
        ...Object.fromEntries(
          sizes.map((size) => {
            const figure = ofWork.find(({ sessions }) => sessions === size);
            return [
              formatCount(size),
              figure ? `${formatNumber(figure.value)} ${figure.unit}` : '',
            ];
          })
        ),
      }))
    );
  }
};

/** Prints every figure beside its reference and goal, how they grow, and which goals are missed. */
export const print = (measured: Measured[]): void => {
  printTables(measured);
  printGrowth(measured);
  const missed = measured.filter((figure) => isReached(figure) === false).length;
  const withGoal = measured.filter((figure) => isReached(figure) !== null).length;
  console.log(`\n${withGoal - missed} of ${withGoal} goals reached. Measured on ${machine()}`);
};
