const MAX_CAUSES = 5;
const MAX_PLAIN_LENGTH = 300;

/** Where things that are no errors keep their words, the most telling first. */
const TEXT_FIELDS = ['message', 'error', 'reason', 'statusText', 'code', 'name'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const field = (value: object, name: string): unknown => Reflect.get(value, name);

const causeOf = (error: unknown): unknown => (isObject(error) ? field(error, 'cause') : undefined);

const causeChain = (error: unknown): unknown[] => {
  const chain = [error];
  while (chain.length <= MAX_CAUSES && causeOf(chain[chain.length - 1])) {
    chain.push(causeOf(chain[chain.length - 1]));
  }
  return chain;
};

/** The words of an object, or of what it holds under `error`, as answers of APIs do. */
const wordsOf = (value: object): string => {
  for (const name of TEXT_FIELDS) {
    const found = field(value, name);
    if (typeof found === 'string' && found.trim() !== '') return found;
    if (name === 'error' && isObject(found)) return wordsOf(found);
  }
  return '';
};

/** What is left to say of an object without words: its fields, as far as JSON can tell them. */
const fieldsOf = (value: object): string => {
  const json = JSON.stringify(value) ?? '';
  if (json === '{}' || json === '[]' || json === '') return 'an error without a message';
  return json.length > MAX_PLAIN_LENGTH ? `${json.slice(0, MAX_PLAIN_LENGTH)}…` : json;
};

const ownMessage = (error: unknown): string => {
  if (error === undefined || error === null) return 'an error without a message';
  if (!isObject(error)) return String(error).trim() || 'an error without a message';
  return wordsOf(error) || fieldsOf(error);
};

/**
 * What went wrong, in one line, with what caused it: "fetch failed: connect ECONNREFUSED 127.0.0.1:80".
 * Takes whatever was thrown, an answer of an API as well as an error; never throws itself.
 */
export const describeError = (error: unknown): string => {
  try {
    const messages = causeChain(error).map(ownMessage);
    return messages.filter((message, index) => messages.indexOf(message) === index).join(': ');
  } catch {
    return 'an error that cannot be read';
  }
};
