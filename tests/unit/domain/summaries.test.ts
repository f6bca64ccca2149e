import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from '../../../admin/translations/en.json';
import { say, SENTENCE_IDS, summaryOf, type SentenceId } from '../../../server/domain/summaries';

const PREFIX = 'summary.';
const messages = new Map(Object.entries(en));
const intl = createIntl({ locale: 'en', messages: en });

/** Values of a sentence: numbers where its translation formats or counts them. */
const valuesOf = (id: SentenceId, count: number) => {
  const text = messages.get(`${PREFIX}${id}`) ?? '';
  const names = [...text.matchAll(/\{(\w+)(, (?:plural|number))?/g)];
  return Object.fromEntries(
    names.map(([, name, isNumber]) => [name, isNumber ? count : `a ${name}`])
  );
};

describe('the sentences of summaries', () => {
  it('are those that the panel translates, and no others', () => {
    const translated = [...messages.keys()].filter((key) => key.startsWith(PREFIX));
    expect(translated.sort()).toEqual(SENTENCE_IDS.map((id) => `${PREFIX}${id}`).sort());
  });

  it.each(SENTENCE_IDS)('are the same in English on the server and in the panel: %s', (id) => {
    for (const count of [1, 2, 1_234]) {
      const values = valuesOf(id, count);
      const { text } = say(id, values as never);
      expect(text).toBe(intl.formatMessage({ id: `${PREFIX}${id}` }, values));
    }
  });

  it('make a summary with their values', () => {
    expect(summaryOf([say('nothing-uploaded'), say('detail', { text: 'status 403' })])).toEqual({
      text: 'Nothing was uploaded. (status 403)',
      parts: [
        { id: 'nothing-uploaded', values: {} },
        { id: 'detail', values: { text: 'status 403' } },
      ],
    });
  });
});
