import { describe, expect, it } from 'vitest';
import { createLru } from '../../../server/domain/lru';

describe('A bounded memo', () => {
  it('makes a value once, and again only after others have pushed it out', () => {
    const made: string[] = [];
    const memo = createLru<string>(2);
    const get = (key: string) =>
      memo(key, () => {
        made.push(key);
        return key.toUpperCase();
      });

    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps nothing of what failed', () => {
    const memo = createLru<string>(2);
    const fail = () => {
      throw new RangeError('no');
    };
    expect(() => memo('a', fail)).toThrow('no');
    expect(memo('a', () => 'A')).toBe('A');
  });
});
