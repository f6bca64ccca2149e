import { isObject } from './objects';
import { shorten } from './shorten';

const MAX_CAUSES = 5;
const MAX_PLAIN_LENGTH = 300;
const WORDLESS = 'an error without a message';

/** Fields in which objects other than errors hold their message, the most specific first. */
const TEXT_FIELDS = ['message', 'error', 'reason', 'statusText', 'code', 'name'];

const field = (value: object, name: string): unknown => Reflect.get(value, name);

const causeChain = (error: unknown, length = MAX_CAUSES): unknown[] => {
  const cause = isObject(error) && length > 0 ? field(error, 'cause') : undefined;
  return cause ? [error, ...causeChain(cause, length - 1)] : [error];
};

/** The message of an object, or of what it holds under `error`, as responses of APIs do. */
const messageIn = (value: object): string => {
  for (const name of TEXT_FIELDS) {
    const found = field(value, name);
    if (typeof found === 'string' && found.trim() !== '') return found;
    if (name === 'error' && isObject(found)) return messageIn(found);
  }
  return '';
};

/** Describes an object without a message by its fields. */
const fieldsOf = (value: object): string => {
  const json = JSON.stringify(value) ?? '';
  return json.length <= '{}'.length ? WORDLESS : shorten(json, MAX_PLAIN_LENGTH);
};

const ownMessage = (error: unknown): string => {
  if (isObject(error)) return messageIn(error) || fieldsOf(error);
  return String(error ?? '').trim() || WORDLESS;
};

/**
 * What went wrong, in one line, with what caused it: "fetch failed: connect ECONNREFUSED 127.0.0.1:80".
 * Takes whatever was thrown, a response of an API as well as an error. Never throws.
 */
export const describeError = (error: unknown): string => {
  try {
    return [...new Set(causeChain(error).map(ownMessage))].join(': ');
  } catch {
    return 'an error that cannot be read';
  }
};
