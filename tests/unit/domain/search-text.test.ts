import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseForSearch } from '../../../server/domain/search-text';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyCode = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

describe('A text that is searched for', () => {
  it.each([
    ['case', 'ŽLUŤOUČKÝ Kůň', 'žluťoučký kůň'],
    ['German sharp s', 'STRASSE', 'straße'],
    ['Greek final sigma', 'ΟΔΟΣ', 'οδος'],
    ['Turkish dots', 'İstanbul IŞIK', 'istanbul ışık'],
    ['composed and decomposed letters', 'Zoe\u0308', 'Zoë'],
    ['full-width letters', 'Ｌｏｃａｌａｚｙ', 'localazy'],
    ['white space of any kind', ' 2:35\u202fPM\u00a0\t\r\n\u3000x ', '2:35 pm x'],
    ['invisible characters', 'a\u0000b\u200b\u200e\ufeff c\u00ad', 'ab c'],
  ])('is found whatever its %s', (_, one, other) => {
    expect(normaliseForSearch(one)).toBe(normaliseForSearch(other));
  });

  it('keeps letters with diacritics apart from those without', () => {
    expect(normaliseForSearch('Dáňa')).not.toBe(normaliseForSearch('Dana'));
  });

  it('keeps ordinary characters, also those that mean something to a database', () => {
    expect(normaliseForSearch(`100% of_it's "\\ok\\" 😀`)).toBe(`100% of_it's "\\ok\\" 😀`);
  });

  it('has nothing left that a database refuses', () => {
    expect(normaliseForSearch('a\ud800b\udc00\u0000')).toBe('ab');
    fc.assert(
      fc.property(fc.array(fc.integer({ max: 0xffff, min: 0 })), (units) => {
        const text = normaliseForSearch(String.fromCharCode(...units));
        expect(text).not.toMatch(/\p{Surrogate}|\p{Cc}/u);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/ {2}|[^\S ]/u);
      })
    );
  });

  it('is the same when it goes through twice', () => {
    const unstable = anyCode.filter((char) => {
      const once = normaliseForSearch(char);
      return normaliseForSearch(once) !== once;
    });
    expect(unstable).toEqual([]);
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normaliseForSearch(text);
        expect(normaliseForSearch(once)).toBe(once);
      }),
      { numRuns: 5000 }
    );
  });

  it('is the same in capitals and in small letters', () => {
    const cased = fc.string({ unit: fc.constantFrom(...'aAzZßéÉžŽςσΣıİiIдДﬁ 1-') });
    fc.assert(
      fc.property(cased, (text) => {
        expect(normaliseForSearch(text.toUpperCase())).toBe(normaliseForSearch(text));
      })
    );
  });

  it('takes time in proportion to the text, also to one of marks without a letter', () => {
    const cost = (length: number) => {
      const text = '\u0301\u0316'.repeat(length / 2);
      const costs = [1, 2, 3].map(() => {
        const { user } = process.cpuUsage();
        normaliseForSearch(text);
        return (process.cpuUsage().user - user) / 1000;
      });
      return Math.min(...costs);
    };
    expect(cost(32_768)).toBeLessThan(8 * Math.max(4, cost(8_192)));
  });

  it('finds a text in itself, however many marks a letter has', () => {
    const marked = `a${'\u0301\u0316'.repeat(40)}b`;
    expect(normaliseForSearch(`x ${marked} y`)).toContain(normaliseForSearch(marked));
  });
});
