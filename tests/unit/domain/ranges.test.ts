import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenParts, type Range } from '../../../server/domain/ranges';

const instant = fc.integer({ min: -50, max: 5_000 });
const open = (edge: number) => fc.oneof({ weight: 3, arbitrary: instant }, fc.constant(edge));

const rangeArbitrary: fc.Arbitrary<Range> = fc
  .tuple(open(-Infinity), open(Infinity))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from, to }));

const filledArbitrary: fc.Arbitrary<Range> = fc
  .tuple(instant, instant)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

describe('even parts of a range', () => {
  test('follow each other from its beginning to its end, none empty, no more than asked for', () => {
    fc.assert(
      fc.property(
        rangeArbitrary,
        filledArbitrary,
        fc.integer({ min: 1, max: 9 }),
        (range, filled, count) => {
          const parts = evenParts(range, filled, count);
          expect(parts.length).toBeLessThanOrEqual(count);
          expect(parts[0].from).toBe(range.from);
          expect(parts[parts.length - 1].to).toBe(range.to);
          parts.forEach(({ from, to }, index) => {
            expect(from).toBeLessThan(to);
            if (index > 0) expect(from).toBe(parts[index - 1].to);
          });
        }
      ),
      { numRuns: 500 }
    );
  });

  test('are of one length where something is', () => {
    expect(evenParts({ from: -Infinity, to: Infinity }, { from: 100, to: 500 }, 4)).toEqual([
      { from: -Infinity, to: 200 },
      { from: 200, to: 300 },
      { from: 300, to: 400 },
      { from: 400, to: Infinity },
    ]);
  });

  test('are one where nothing is', () => {
    const range = { from: 100, to: Infinity };
    expect(evenParts(range, { from: 0, to: 50 }, 4)).toEqual([range]);
  });
});
