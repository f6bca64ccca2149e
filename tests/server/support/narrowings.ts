import fc from 'fast-check';
import { eventTypeSchema, sessionStatusSchema } from '../../../shared/contracts';
import type { Narrowing } from '../../../server/store/filters/session-filter';

/** One tab or all of them, often of one status, often from or up to a start. */
export const narrowingArbitrary = ({
  from,
  to = from,
}: {
  from: fc.Arbitrary<number>;
  to?: fc.Arbitrary<number>;
}): fc.Arbitrary<Narrowing> =>
  fc.record(
    {
      eventTypes: fc.oneof(
        fc.constantFrom(...eventTypeSchema.options).map((eventType) => [eventType]),
        fc.constant(eventTypeSchema.options)
      ),
      status: fc.constantFrom(...sessionStatusSchema.options),
      from,
      to,
    },
    { requiredKeys: ['eventTypes'] }
  );

/** For a sort. */
export const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/** One value of a list for each number, again and again. */
export const pick = <T>(values: readonly T[], n: number) => values[n % values.length];
