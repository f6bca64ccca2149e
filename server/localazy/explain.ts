import { describeError } from '../domain/describe-error';

/** Where to do something about it, in the words of the official plugin's pages. */
const SIGN_IN = 'sign in again on the Localazy plugin’s page';

interface Explanation {
  /** Matched against the error's message. */
  says: RegExp;
  /** Matched against the error's stack too, where a message alone tells too little. */
  from?: RegExp;
  /** What it means to whoever edits content; without the final full stop. */
  means: string | ((found: RegExpMatchArray) => string);
}

const BY_STATUS: Record<string, string> = {
  401: `Localazy no longer accepts the sign-in: ${SIGN_IN}`,
  403: 'Localazy does not allow this to the user who is signed in',
  404: 'Localazy does not find the project or its file',
  413: 'the content is too large for Localazy',
  429: 'Localazy was asked too often; try again later',
};

const describeStatus = (status: string) =>
  BY_STATUS[status] ??
  (status.startsWith('5')
    ? 'Localazy has a problem of its own; try again later'
    : 'Localazy did not take the request');

/** What the official plugin, its API client and Node say, and what it means. The first that fits counts. */
const EXPLANATIONS: Explanation[] = [
  {
    says: /^Request failed with status code (\d{3})(?:: (.*))?$/s,
    means: ([, status, reason]) =>
      `${describeStatus(status)} (status ${status}${reason ? `, “${reason}”` : ''})`,
  },
  {
    says: /user is not logged in|'accessToken' of .* as it is (?:null|undefined)|of (?:null|undefined) \(reading '(?:project|accessToken)'\)/,
    means: 'the Localazy plugin is not signed in: sign in on its page',
  },
  {
    says: /Headers Timeout|Body Timeout|UND_ERR_(?:HEADERS|BODY)_TIMEOUT/,
    means: 'Localazy did not answer in time',
  },
  {
    says: /^fetch failed(?:: (.*))?$/s,
    means: ([, cause]) =>
      `Localazy could not be reached, or the connection broke (${cause ?? 'fetch failed'})`,
  },
  {
    says: /^terminated|other side closed|ECONNRESET|socket hang up/,
    means: 'the connection to Localazy broke in the middle of an answer',
  },
  {
    says: /in JSON at position|is not valid JSON|end of JSON input|^Unexpected token/,
    means: 'an answer of Localazy could not be read',
  },
  {
    says: /Spread syntax requires|\.(?:find|push) is not a function|is not iterable/,
    from: /@localazy[\\/]api-client|localazy-pubapi-service/,
    means: 'an answer of Localazy was not what the Localazy plugin expects',
  },
  {
    says: /\(reading 'uid'\)/,
    from: /localazy-transfer-upload-service/,
    means:
      'a collection chosen for transfer no longer exists in Strapi: save the transfer setup anew',
  },
  {
    says: /\(reading '(.+)'\)/,
    from: /findSetupModelByCollectionUid/,
    means: ([, collection]) =>
      `Localazy holds content of “${collection}”, which the transfer setup leaves out: add it there, or remove it in Localazy`,
  },
  {
    says: /./,
    from: /transfer-setup-utils|get-main-keys-of-nested-array-objects/,
    means: 'the transfer setup cannot be read: save it anew on the Localazy plugin’s page',
  },
  {
    says: /\(reading '(?:emitRaw|listLocales|createLocale)'\)/,
    means: 'a part of Strapi that the Localazy plugin needs is missing',
  },
];

/** Errors that a programmer made: their messages tell an editor nothing. */
const isProgrammingError = (error: unknown) =>
  error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? '') : '');

/**
 * Why something of the official plugin failed, in words of whoever edits content, without a full stop
 * at its end. Takes an error, or the message that is left of one. The technical side of it belongs
 * into the entries.
 */
export const explain = (error: unknown): string => {
  const message = describeError(error);
  for (const { says, from, means } of EXPLANATIONS) {
    const found = message.match(says);
    if (!found || (from && !from.test(stackOf(error)))) continue;
    return typeof means === 'string' ? means : means(found);
  }
  return isProgrammingError(error) ? `an error inside Strapi or a plugin (${message})` : message;
};
