interface Part {
  text: string;
  isMatch: boolean;
}

const SYNTAX = /[\\^$.*+?()[\]{}|]/g;

/** Cuts `text` at each occurrence of `search`, case-insensitively; joined again, the parts are `text`. */
export const splitMatches = (text: string, search: string): Part[] => {
  const wanted = search.trim();
  if (!wanted) return [{ text, isMatch: false }];
  const matcher = new RegExp(`(${wanted.replace(SYNTAX, '\\$&')})`, 'iu');
  // A splitting capture group stands at each odd place.
  return text
    .split(matcher)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text);
};
