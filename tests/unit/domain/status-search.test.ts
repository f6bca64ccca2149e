import { describe, expect, it } from 'vitest';
import { statusesMatching } from '../../../server/domain/status-search';
import { STATUS_LABELS } from '../../../shared/status-labels';

const found = (text: string, locale = 'en') => [...statusesMatching(text, locale)].sort();

describe('A search for a status', () => {
  it('finds it as the page shows it, in any case', () => {
    expect(found('In Progress')).toEqual(['in-progress']);
    expect(found('COMPLETED')).toEqual(['completed']);
    expect(found('  in\u00a0 progress ')).toEqual(['in-progress']);
  });

  it('finds it by any part', () => {
    expect(found('fail')).toEqual(['failed']);
    expect(found('ed')).toEqual(['completed', 'failed']);
  });

  it("finds it by the API's name", () => {
    expect(found('in-progress', 'cs')).toEqual(['in-progress']);
  });

  it.each(Object.keys(STATUS_LABELS))('finds it in the language %s and in English', (locale) => {
    for (const labels of [STATUS_LABELS[locale], STATUS_LABELS.en]) {
      expect(found(labels['in-progress'], locale)).toEqual(['in-progress']);
      expect(found(labels.completed.toUpperCase(), `${locale}-x-any`)).toEqual(['completed']);
    }
  });

  it('does not know the words of languages that the user does not read', () => {
    expect(found('Selhalo', 'de')).toEqual([]);
    expect(found('Selhalo', 'cs')).toEqual(['failed']);
  });

  it('finds nothing by nothing, or by what is no status', () => {
    for (const text of ['', '   ', '\u0000', 'keys', '%', '_', 'constructor']) {
      expect(found(text, '__proto__')).toEqual([]);
    }
  });
});
