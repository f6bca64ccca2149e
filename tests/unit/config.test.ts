import { describe, expect, it } from 'vitest';
import config from '../../server/config';

const check = (retentionDays: number) => () =>
  config.validator({ ...config.default, retentionDays });

describe('how long sessions are kept', () => {
  it.each([1, 365, 10_000, 36_500])('may be %d days', (days) => {
    expect(check(days)).not.toThrow();
  });

  it.each([0, 0.5, -1, 36_501, NaN, Infinity])('may not be %d days', (days) => {
    expect(check(days)).toThrow(/retentionDays/);
  });
});
