import { normaliseForSearch } from './search-text';

/** Characters that fit a column of short text. */
export const TEXT_LENGTH = 255;

/** NUL, which PostgreSQL refuses, and lone surrogates, which UTF-8 does not have. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The text as every database accepts it. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

/** For databases that refuse a text: everything but printable ASCII becomes `?`. */
export const inPlainCharacters = (text: string): string => text.replace(/[^ -~]/g, '?');

const cut = (text: string, length: number, marker: string) =>
  text.length <= length
    ? text
    : `${text.slice(0, length - marker.length).replace(/[\ud800-\udbff]$/, '')}${marker}`;

/** For a column of short text, cut with a visible marker. */
export const shortText = (text: string): string => cut(storable(text), TEXT_LENGTH, '…');

/** A short text as sessions are searched and sorted by it. */
export const searchableText = (text: string): string =>
  cut(normaliseForSearch(shortText(text)), TEXT_LENGTH, '');

/** ASCII words with single spaces between: a database that ignores the case of ASCII letters matches them as we would. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** What a search for lines looks at instead of the message; null for most, where the message does. */
export const messageSearchText = (message: string): string | null =>
  PLAIN.test(message) ? null : normaliseForSearch(message);
