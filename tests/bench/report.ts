import { cpus, totalmem } from 'node:os';
import { isReached, toRow, type Measured } from './figures';

const GIBIBYTE = 1024 ** 3;

/** `2 cores, 23 GiB, Node v20.20.2`. */
export const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / GIBIBYTE)} GiB, Node ${process.version}`;

const titleOf = ({ database, sessions }: Measured) =>
  `${database}, ${sessions ? `${sessions.toLocaleString('en-US')} sessions` : 'beside the official plugin'}`;

/** Prints figures that were measured together, each with its reference and goal. */
export const printTable = (measured: Measured[]): void => {
  for (const title of new Set(measured.map(titleOf))) {
    console.log(`\n${title}`);
    console.table(measured.filter((figure) => titleOf(figure) === title).map(toRow));
  }
};

/** Prints how many goals are reached, and returns whether all are. */
export const printSummary = (measured: Measured[]): boolean => {
  const missed = measured.filter((figure) => isReached(figure) === false).length;
  const withGoal = measured.filter((figure) => isReached(figure) !== null).length;
  console.log(`\n${withGoal - missed} of ${withGoal} goals reached. Measured on ${machine()}`);
  return missed === 0;
};
