import { SORT_KEY_BYTES, TEXT_LENGTH } from '../../content-types/tables';
import { normaliseForSearch } from '../../domain/search-text';

/** NUL, which PostgreSQL refuses, and halves of a character, which no UTF-8 has. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The text as every database takes it. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

const cut = (text: string, length: number, marker: string) =>
  text.length <= length
    ? text
    : `${text.slice(0, length - marker.length).replace(/[\ud800-\udbff]$/, '')}${marker}`;

/** For a column of short text, cut with a visible marker. */
export const shortText = (text: string): string => cut(storable(text), TEXT_LENGTH, '…');

/** A short text as a search for sessions compares it. */
export const searchableText = (text: string): string =>
  cut(normaliseForSearch(shortText(text)), TEXT_LENGTH, '');

/**
 * By this a text sorts: hexadecimal digits come in the same order in every collation of every
 * database, so their order is that of the characters' code points, whatever case they are in. A
 * database finds the same bytes in the searchable text, see `sortBytesOf` in store/dialect.
 */
export const sortKey = (text: string): string =>
  Buffer.from(searchableText(text)).subarray(0, SORT_KEY_BYTES).toString('hex');

/** ASCII words with single spaces between: a database that ignores the case of ASCII letters finds in it what we would. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** What a search for lines looks at beside the message; null for most, where the message does. */
export const messageSearchText = (message: string): string | null =>
  PLAIN.test(message) ? null : normaliseForSearch(message);
