const LONE_SURROGATE = /\p{Surrogate}/gu;
const WHITE_SPACE = /\s+/gu;
/** Control and format characters: NUL, zero-width spaces, bidi marks, soft hyphens. */
const INVISIBLE = /[\p{Cc}\p{Cf}]+/gu;

/**
 * No language puts so many marks on a letter, and putting more of them in order takes the square of
 * their number.
 */
const LONG_RUN_OF_MARKS = /(\p{M}{30})\p{M}+/gu;

/**
 * Both cases of a letter become one, by no language's own rules. Through capitals, as `ß`, `SS` and the
 * Turkish `ı` meet only there, but from small letters, as `ẞ` has no other capital; a final sigma and
 * a dot left over from `İ` are replaced afterwards.
 */
const foldCase = (text: string) =>
  text
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/gu, 'σ')
    .replace(/i\u0307/gu, 'i');

/**
 * What a stored text and the text searched for both go through, so that one is found in the other
 * by plain containment: compatibility forms and case are folded, any white space (also narrow and
 * no-break) becomes one space, invisible characters and what no database stores (NUL, lone
 * surrogates) go. Diacritics stay: they make different letters and names, and the page highlights
 * what was typed. Idempotent.
 */
export const normaliseForSearch = (text: string): string => {
  const visible = text
    .replace(LONE_SURROGATE, '')
    .replace(WHITE_SPACE, ' ')
    .replace(INVISIBLE, '')
    .replace(LONG_RUN_OF_MARKS, '$1');
  return foldCase(visible.normalize('NFKC'))
    .normalize('NFKC')
    .replace(LONG_RUN_OF_MARKS, '$1')
    .replace(WHITE_SPACE, ' ')
    .trim();
};
