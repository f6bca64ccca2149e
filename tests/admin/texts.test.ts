import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { STATUS_LABELS } from '../../shared/status-labels';
import { loadMessages } from '../../admin/translations';
import cs from '../../admin/translations/cs.json';
import de from '../../admin/translations/de.json';
import en from '../../admin/translations/en.json';
import fr from '../../admin/translations/fr.json';

const languages = { en, cs, de, fr };

const placeholders = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name));

describe.each(Object.entries(languages))('the texts in %s', (language, messages) => {
  it('are all there, and none besides', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  it('have the placeholders of the English ones, in a form that react-intl understands', () => {
    const failures: string[] = [];
    const intl = createIntl({
      locale: language,
      messages,
      onError: ({ message }) => failures.push(message),
    });
    Object.entries(en).forEach(([id, english]) => {
      const names = [...placeholders(english)];
      const text = intl.formatMessage({ id }, Object.fromEntries(names.map((name) => [name, 2])));
      expect(text, id).not.toMatch(/[{}#]/);
      const own = new Map(Object.entries(messages)).get(id) ?? '';
      expect(placeholders(own), id).toEqual(placeholders(english));
    });
    expect(failures).toEqual([]);
  });
});

/** A plural of a text: from its name to the brace that closes its last case. */
const PLURAL = /\{\w+, plural,((?:\s*\S+ \{(?:[^{}]|\{[^{}]*\})*\})+)\s*\}/g;
const CASE = /(\S+) \{(?:[^{}]|\{[^{}]*\})*\}/g;

describe.each(Object.entries(languages))('each plural in %s', (language, messages) => {
  const rules = new Intl.PluralRules(language);
  const needed = new Set(
    Array.from({ length: 200 }, (_, count) => rules.select(count)).filter((name) => name !== 'many')
  );

  it('has a form for each plural category of the language', () => {
    const plurals = Object.values(messages).flatMap((text) => [...text.matchAll(PLURAL)]);
    const mentions = Object.values(messages).join().split(', plural,').length - 1;
    expect(plurals).toHaveLength(mentions);
    plurals.forEach(([plural, cases]) => {
      const names = [...cases.matchAll(CASE)].map(([, name]) => name);
      expect(names, plural).toEqual(expect.arrayContaining([...needed]));
    });
  });
});

describe('the words for a status', () => {
  it.each(Object.keys(STATUS_LABELS))(
    'are those that the search finds, in %s',
    async (language) => {
      const messages = await loadMessages(language);
      Object.entries(STATUS_LABELS[language]).forEach(([status, label]) =>
        expect(messages[`status.${status}`]).toBe(label)
      );
    }
  );

  it('are English in a language without translation', async () => {
    expect(await loadMessages('ja')).toEqual({
      'status.completed': 'Completed',
      'status.in-progress': 'In Progress',
      'status.failed': 'Failed',
    });
  });
});
