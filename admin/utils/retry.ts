import { toProblem } from './problem';

/** react-query's `retry`: once more where nothing was answered; a refusal doesn't change by asking again. */
export const retryUnlessAnswered = (failures: number, error: unknown) =>
  failures < 1 && toProblem(error).kind === 'unreachable';
