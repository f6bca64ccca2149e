interface Part {
  text: string;
  isMatch: boolean;
}

const SYNTAX = /[\\^$.*+?()[\]{}|]/g;

/**
 * Splits `text` at each occurrence of `search`; joined again, the parts are `text`. Case doesn't matter,
 * nor does the kind of white space: dates have no-break spaces that nobody types.
 */
export const splitMatches = (text: string, search: string): Part[] => {
  const wanted = search.trim();
  if (!wanted) return [{ text, isMatch: false }];
  const words = wanted.split(/\s+/u).map((word) => word.replace(SYNTAX, '\\$&'));
  const matcher = new RegExp(`(${words.join('\\s+')})`, 'iu');
  // Splitting by a capture group puts what it captured at each odd index.
  return text
    .split(matcher)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text);
};
