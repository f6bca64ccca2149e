import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../server/domain/redaction';

const SIZE = 16 * 1024;

/** Milliseconds of processor time, the least of several runs. */
const cost = (run: () => void) => {
  const costs = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
};

/** Four times the text may cost four times as much, and as much again for what a machine does besides. */
const MOST_GROWTH = 8;
/** Below this many milliseconds growth can't be measured. */
const LEAST_COST = 4;

const repeatTo = (length: number, unit: string) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const expectLinear = (run: (length: number) => void) => {
  const small = cost(() => run(SIZE / 4));
  const large = cost(() => run(SIZE));
  expect(large).toBeLessThan(Math.max(small, LEAST_COST) * MOST_GROWTH);
};

const unitOf = (alphabet: string[], maxLength: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength })
    .map((characters) => characters.join(''));

const repeats = fc.constantFrom('x', '0', 'ab', 'changeme', '00000000-0000-0000-0000-000000000000');
const ofTwoLetters = unitOf(['a', 'b'], 60);
const ofAnything = fc.string({ minLength: 1, maxLength: 60, unit: 'binary' });

/** Secrets of any shape, with what each repeats, and some that contain others. */
const anySecrets = fc
  .array(fc.oneof(repeats, ofTwoLetters, ofAnything), { minLength: 1, maxLength: 16 })
  .map((units) =>
    units.flatMap((unit, index) => [
      repeatTo(40, unit),
      // Not weak: the same with an end of its own.
      `${repeatTo(24, unit)}q7!${index}K`,
      `${unit}${units[0]}w9?Z${units[index === 0 ? 0 : index - 1]}`,
    ])
  )
  .map((secrets) => secrets.slice(0, 50));

describe('The time of a redaction', () => {
  it('grows with the line, whatever the secrets are', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anySecrets, fc.nat(49), fc.boolean(), (secrets, chosen, isCut) => {
        const given = secrets.map((value) => ({ value, label: 'a.setting' }));
        const redactor = createRedactor({ secrets: given });
        const secret = secrets[chosen % secrets.length];
        const unit = isCut ? secret.slice(0, -1) || secret : secret;
        expectLinear((length) => redactor.message(repeatTo(length, unit)));
        expectLinear((length) => redactor.line('', { a: [...repeatTo(length / 16, unit)] }));
      }),
      { numRuns: 25 }
    );
  });

  it.each([
    ...['a-', 'eyJ-', 'eyJaaaaaa.', 'x-', 'token ', 'token:"', 'token: a ', 'password=\\'],
    ...['password: a b ', 'cookie:\\\\"', '?a-', ';x.', 'a://', 'a://b:', 'postgres://a:b '],
    ...['://', '\u001b]', '\u001b[0', "'", 'Bearer ', 'secret ', '-----BEGIN PRIVATE KEY-----'],
    ...['-----BEGIN ', '<a ', '<a>', '<password>a<', '<aaaaaaaaaa', 'curl -u ', 'curl -u a'],
    ...['"name":"password",', '"name":"a.a.a.', 'ghp_', 'glpat-a', 'xoxb-aaaa', 'SG.aaaa.', 'AKIA'],
    ...['\ufffd', '\ufffda', 'ž', '🐎', '\ud800', '\r', '\u0085', 'hooks.slack.com/services/'],
    ...['_key', 'session', 'secret_key_base_', '\\"', 'token\\\\"', 'token=>', 'token \t '],
  ])('grows with the line, made of %j over and over', (unit) => {
    const { message, line } = createRedactor();
    expectLinear((length) => message(repeatTo(length, unit)));
    expectLinear((length) => message(`curl password=${repeatTo(length, unit)}`));
    expectLinear((length) => line('', { a: repeatTo(length, unit) }));
  });

  it('grows with the number of fields whose names are secrets', () => {
    const secret = 'Zq8+x2vM/5tLw9Rb4Hn7Jc3Yd6Pf1Gs0';
    const { line } = createRedactor({ secrets: [{ value: secret, label: 'a.setting' }] });
    expectLinear((length) => {
      const names = Array.from(
        { length: length / 32 },
        (_, index) => `${secret}${' '.repeat(index)}`
      );
      line('', Object.fromEntries(names.map((name) => [name, 1])));
    });
  });
});
