import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, dayRange, lastDays } from '../../../server/domain/day-range';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString();

const hoursOf = (day: string, timeZone: string) => {
  const { from = NaN, to = NaN } = dayRange({ from: day, to: day, timeZone });
  return (to - from) / HOUR;
};

/** What a calendar on the wall shows, by Intl alone. */
const wallDay = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (instant: number) => format.format(instant);
};

describe('The days that a user picks', () => {
  it('begin and end at midnight of the user, and the last one is included', () => {
    const { from, to } = dayRange({
      from: '2026-11-22',
      to: '2026-11-23',
      timeZone: 'Asia/Kolkata',
    });
    expect(iso(from)).toBe('2026-11-21T18:30:00.000Z');
    expect(iso(to)).toBe('2026-11-23T18:30:00.000Z');
  });

  it('leave a side open that was not picked', () => {
    expect(dayRange({ timeZone: 'UTC' })).toEqual({});
    expect(dayRange({ from: '2026-01-01', timeZone: 'UTC' })).toEqual({
      from: Date.UTC(2026, 0, 1),
    });
    expect(dayRange({ to: '2026-01-01', timeZone: 'UTC' })).toEqual({ to: Date.UTC(2026, 0, 2) });
  });

  it.each([
    ['Europe/Prague', '2026-03-28', 24],
    ['Europe/Prague', '2026-03-29', 23],
    ['Europe/Prague', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Asia/Kolkata', '2026-03-29', 24],
  ])('in %s, %s, have %d hours', (timeZone, day, hours) => {
    expect(hoursOf(day, timeZone)).toBe(hours);
  });

  it.each([
    // Midnight is skipped: the day begins at one o'clock.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    // Midnight comes twice: the day begins with the first and the one before ends there.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['America/Havana', '2026-10-31', '2026-10-31T04:00:00.000Z', '2026-11-01T04:00:00.000Z'],
    // The day before the one that Samoa skipped, and the day after.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'],
  ])('in %s, %s, begin and end where its clocks do', (timeZone, day, from, to) => {
    const range = dayRange({ from: day, to: day, timeZone });
    expect({ from: iso(range.from), to: iso(range.to) }).toEqual({ from, to });
  });

  it('hold nothing where the zone skipped the day', () => {
    expect(hoursOf('2011-12-30', 'Pacific/Apia')).toBe(0);
  });

  it('hold each instant that the wall calendar shows as that day, and no other, in any zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    // Until 2011, clocks in Newfoundland could fall back into the day before.
    const anyDay = fc.integer({ min: Date.UTC(2012, 0, 1) / DAY, max: Date.UTC(2037, 0, 1) / DAY });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyDay,
        fc.nat(30 * 60),
        (timeZone, number, minute) => {
          const day = new Date(number * DAY).toISOString().slice(0, 10);
          const { from = NaN, to = NaN } = dayRange({ from: day, to: day, timeZone });
          const shown = wallDay(timeZone);
          const probe = from + minute * MINUTE;

          expect(shown(probe) === day).toBe(probe < to);
          expect(shown(from - 1) < day).toBe(true);
          expect(shown(to) > day).toBe(true);
          expect(dayOf(probe, timeZone)).toBe(shown(probe));
        }
      ),
      { numRuns: 1500 }
    );
  });

  it('never lose or double an instant between one day and the next', () => {
    for (const timeZone of ['Europe/Prague', 'America/New_York', 'Africa/Cairo', 'Asia/Beirut']) {
      for (let number = Date.UTC(2026, 0, 1); number < Date.UTC(2027, 0, 1); number += DAY) {
        const [day, next] = [number, number + DAY].map((at) =>
          new Date(at).toISOString().slice(0, 10)
        );
        expect(dayRange({ to: day, timeZone }).to).toBe(dayRange({ from: next, timeZone }).from);
      }
    }
  });

  it('may be any that the calendar has', () => {
    for (const day of ['0000-01-01', '0050-06-01', '1969-12-31', '9999-12-31']) {
      expect(dayRange({ from: day, to: day, timeZone: 'UTC' })).toEqual({
        from: Date.parse(`${day}T00:00:00Z`),
        to: Date.parse(`${day}T00:00:00Z`) + DAY,
      });
      expect(hoursOf(day, 'America/New_York')).toBe(24);
    }
  });

  it('need a zone that exists', () => {
    expect(() => dayRange({ from: '2026-01-01', timeZone: 'Mars/Olympus' })).toThrow(RangeError);
    expect(() => dayOf(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe("The date in an exported file's name", () => {
  it("is the user's, not the server's", () => {
    const instant = Date.UTC(2026, 10, 23, 23, 30);
    expect(dayOf(instant, 'America/New_York')).toBe('2026-11-23');
    expect(dayOf(instant, 'UTC')).toBe('2026-11-23');
    expect(dayOf(instant, 'Asia/Kolkata')).toBe('2026-11-24');
  });
});

describe('The last days up to an instant', () => {
  it('are the calendar days of the zone, oldest first, across a change of the clocks', () => {
    const days = lastDays(Date.parse('2026-10-26T23:30:00Z'), 'Europe/Prague', 4);
    expect(days.map(({ day, from }) => [day, iso(from)])).toEqual([
      ['2026-10-24', '2026-10-23T22:00:00.000Z'],
      ['2026-10-25', '2026-10-24T22:00:00.000Z'],
      ['2026-10-26', '2026-10-25T23:00:00.000Z'],
      ['2026-10-27', '2026-10-26T23:00:00.000Z'],
    ]);
  });
});
