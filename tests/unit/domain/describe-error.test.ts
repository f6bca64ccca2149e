import { describe, expect, it } from 'vitest';
import { describeError } from '../../../server/domain/describe-error';

const WORDLESS = 'an error without a message';

describe('an error in one line', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('no room'), 'no room'],
    [
      'with what caused it',
      new Error('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:80') }),
      'fetch failed: connect ECONNREFUSED 127.0.0.1:80',
    ],
    ['the same words once', new Error('gone', { cause: new Error('gone') }), 'gone'],
    ['its code where it has no words', Object.assign(new Error(''), { code: 'EIO' }), 'EIO'],
    ['its name where it has neither', new RangeError(), 'RangeError'],
    ['a text', 'out of paper', 'out of paper'],
    ['a number', 42, '42'],
    ['a symbol', Symbol('stop'), 'Symbol(stop)'],
    ['an object with a message', { message: 'quota used up' }, 'quota used up'],
    ['an API’s response', { error: { status: 400, message: 'bad key' } }, 'bad key'],
    ['an object with a reason', { reason: 'guarded' }, 'guarded'],
    ['an object with a cause', { code: 'E1', cause: new Error('disk full') }, 'E1: disk full'],
    ['an object without words', { status: 502, retry: false }, '{"status":502,"retry":false}'],
    ['an empty object', {}, WORDLESS],
    ['nothing', undefined, WORDLESS],
    ['null', null, WORDLESS],
    ['an empty text', ' ', WORDLESS],
  ])('%s', (_, thrown, expected) => expect(describeError(thrown)).toBe(expected));

  it('never returns [object Object], never throws, never goes round in circles', () => {
    const circle: Record<string, unknown> = {};
    circle.cause = circle;
    circle.error = circle;
    const hostile = Object.defineProperty({}, 'message', {
      get() {
        throw new Error('not this way');
      },
    });
    const unreadable = 'an error that cannot be read';
    expect(describeError(circle)).toBe(unreadable);
    expect(describeError(hostile)).toBe(unreadable);
    expect(describeError(Object.create(null))).toBe(WORDLESS);
  });

  it('cuts the fields of a large object without a message', () => {
    expect(describeError({ list: Array.from({ length: 500 }, (_, index) => index) })).toMatch(
      /^\{"list":\[0,1,.{280,}…$/
    );
  });
});
