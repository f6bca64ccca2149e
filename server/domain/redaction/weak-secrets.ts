/** Shorter values are in too many ordinary lines. */
export const MIN_SECRET_LENGTH = 8;
const MIN_LETTERS = 16;
const MIN_DIFFERENT = 4;

/** Words of which passwords of development databases and placeholders in examples are made. */
const COMMON_WORDS = new Set(
  (
    'abc admin administrator api app backend be change changed changeme cms code content data database db ' +
    'default demo dev development docker dummy enter example foo guest hello here in insert jwt key local ' +
    'localazy localhost login manager mariadb master me modified my mysql node pass passwd password please ' +
    'postgres postgresql prod production pw pwd qwerty random replace root salt sample secret secrets server ' +
    'set some something sqlite staging strapi string super test testing this to tobemodified token use user ' +
    'value welcome with your'
  ).split(' ')
);

const WORD = /^(?:[A-Z]?[a-z]+|[A-Z]+)\d{0,4}$/;
const UNPRONOUNCEABLE = /[bcdfghjklmnpqrstvwxz]{5}/i;

/** Looks like one word of a language, perhaps with a year or a few digits after it. */
const isWordLike = (value: string) =>
  value.length < MIN_LETTERS &&
  WORD.test(value) &&
  /[aeiouy]/i.test(value) &&
  !UNPRONOUNCEABLE.test(value);

/** Camel case is taken apart, too: `toBeModified1`. */
const isMadeOfCommonWords = (value: string) => {
  const words = value.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? [];
  return (
    words.length > 0 &&
    value.replace(/\D/g, '').length <= 4 &&
    words.every((word) => COMMON_WORDS.has(word.toLowerCase()))
  );
};

const isDigitsAlone = (value: string) => /^[\d\s.,:/-]*$/.test(value);

/** The text that `value` is repetitions of; itself where it is none. */
const repeatedUnit = (value: string) => value.slice(0, `${value}${value}`.indexOf(value, 1));

/**
 * Whether a secret can't be distinguished from ordinary words and numbers: short, digits alone, like a word,
 * made of common words, or one of these over and over.
 */
export const isWeakSecret = (value: string): boolean => {
  const unit = repeatedUnit(value);
  return (
    unit.length < MIN_SECRET_LENGTH ||
    new Set(unit).size < MIN_DIFFERENT ||
    isDigitsAlone(unit) ||
    isWordLike(unit) ||
    isMadeOfCommonWords(unit)
  );
};
