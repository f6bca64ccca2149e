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

describe('who gets mails', () => {
  const checkMails = (notifications: object) => () =>
    config.validator({
      ...config.default,
      notifications: { ...config.default.notifications, ...notifications },
    });

  it('is nobody by default', () => {
    expect(config.default.notifications.mailTo).toEqual([]);
  });

  it('may be several addresses, about failures of the same cause once in a minute up to a week', () => {
    const mailTo = ['editor@example.com', 'admin@example.com'];
    expect(checkMails({ mailTo, intervalMinutes: 1 })).not.toThrow();
    expect(checkMails({ mailTo, intervalMinutes: 10_080 })).not.toThrow();
  });

  it.each([
    ['notifications.mailTo.0', { mailTo: ['editor'] }],
    ['notifications.mailTo', { mailTo: 'editor@example.com' }],
    ['notifications.intervalMinutes', { intervalMinutes: 0 }],
    ['notifications.intervalMinutes', { intervalMinutes: 10_081 }],
    ['notifications.mailFrom', { mailFrom: 'cms@example.com' }],
  ])('stops the start where %s is wrong', (name, notifications) => {
    expect(checkMails(notifications)).toThrow(name);
  });
});

it('names each setting that it does not know', () => {
  const wrong = { ...config.default, retention: 30, colour: 'red' };
  expect(() => config.validator(wrong)).toThrow(
    'retention is not a known key; colour is not a known key'
  );
});
