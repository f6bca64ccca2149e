import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellsFor,
  sumCounts,
  wholeCells,
  writeCounts,
  type TimeCells,
} from '../../../server/domain/time-cells';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOON = DAY_MS / 2;

describe('cells of time', () => {
  test('a year is counted by days, from midnight on', () => {
    expect(cellsFor(100 * DAY_MS + NOON, 465 * DAY_MS)).toEqual({
      widthMs: DAY_MS,
      firstMs: 100 * DAY_MS,
    });
  });

  test('four hundred days are cells of one, one moment more makes them two days long', () => {
    expect(cellsFor(0, 400 * DAY_MS).widthMs).toBe(DAY_MS);
    expect(cellsFor(0, 400 * DAY_MS + 1).widthMs).toBe(2 * DAY_MS);
  });

  test('no time at all is one cell', () => {
    expect(cellsFor(NOON, NOON)).toEqual({ widthMs: DAY_MS, firstMs: 0 });
  });
});

describe('a span in cells', () => {
  const cells: TimeCells = { widthMs: 10, firstMs: 0 };

  test.each([
    ['begins and ends with cells', { from: 20, to: 50 }, { from: 20, to: 50 }, []],
    ['begins within one', { from: 21, to: 50 }, { from: 30, to: 50 }, [{ from: 21, to: 30 }]],
    ['ends within one', { from: 20, to: 59 }, { from: 20, to: 50 }, [{ from: 50, to: 59 }]],
    ['has no begin', { to: 51 }, { to: 50 }, [{ from: 50, to: 51 }]],
    ['has no end', { from: 19 }, { from: 20 }, [{ from: 19, to: 20 }]],
    ['has neither', {}, {}, []],
  ])('that %s', (_, span, whole, rests) => {
    expect(wholeCells(span, cells)).toEqual({ whole, rests });
  });

  test.each([
    { from: 21, to: 39 },
    { from: 21, to: 29 },
    { from: 20, to: 20 },
  ])('that holds no cell is of no use: $from to $to', (span) => {
    expect(wholeCells(span, cells)).toBeNull();
  });
});

test('what is counted in cells and their rests is what lies in the span', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1_000, max: 3_000 }), { maxLength: 60 }),
      fc.option(fc.integer({ min: 0, max: 4_000 }), { nil: undefined }),
      fc.option(fc.integer({ min: 0, max: 4_000 }), { nil: undefined }),
      fc.constantFrom(7, 100, 999),
      (instants, from, to, widthMs) => {
        const cells = { widthMs, firstMs: 1_000 - (1_000 % widthMs) };
        const time = wholeCells({ from, to }, cells);
        fc.pre(time !== null);
        const counts = new Map<number, number>();
        for (const instant of instants) {
          const cell = instant - (instant % widthMs);
          counts.set(cell, (counts.get(cell) ?? 0) + 1);
        }
        const isIn = (span: { from?: number; to?: number }) => (instant: number) =>
          instant >= (span.from ?? -Infinity) && instant < (span.to ?? Infinity);
        const inRests = time.rests.flatMap((rest) => instants.filter(isIn(rest)));
        const inCells = sumCounts(writeCounts(counts, cells), time.whole, cells);
        expect(inCells + inRests.length).toBe(instants.filter(isIn({ from, to })).length);
      }
    )
  ));
