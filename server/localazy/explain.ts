import { describeError } from '../domain/describe-error';

const SIGN_IN = 'sign in again on the Localazy plugin’s page';

/**
 * What is matched against the error's message; the meaning for an editor, without the final full stop;
 * and what is matched against its stack, where the message alone is ambiguous.
 */
type Explanation = [RegExp, string | ((match: RegExpMatchArray) => string), RegExp?];

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

/** Error messages of the official plugin, its API client and Node. The first that matches counts. */
const EXPLANATIONS: Explanation[] = [
  [
    /^Request failed with status code (\d{3})(?:: (.*))?$/s,
    ([, status, reason]) =>
      `${describeStatus(status)} (status ${status}${reason ? `, “${reason}”` : ''})`,
  ],
  [
    /user is not logged in|'accessToken' of .* as it is (?:null|undefined)|of (?:null|undefined) \(reading '(?:project|accessToken)'\)/,
    'the Localazy plugin is not signed in: sign in on its page',
  ],
  [
    /Headers Timeout|Body Timeout|UND_ERR_(?:HEADERS|BODY)_TIMEOUT/,
    'Localazy did not answer in time',
  ],
  [
    /^fetch failed(?:: (.*))?$/s,
    ([, cause]) =>
      `Localazy could not be reached, or the connection broke (${cause ?? 'fetch failed'})`,
  ],
  [
    /^terminated|other side closed|ECONNRESET|socket hang up/,
    'the connection to Localazy broke in the middle of an answer',
  ],
  [
    /in JSON at position|is not valid JSON|end of JSON input|^Unexpected token/,
    'an answer of Localazy could not be read',
  ],
  [
    /Spread syntax requires|\.(?:find|push) is not a function|is not iterable/,
    'an answer of Localazy was not what the Localazy plugin expects',
    /@localazy[\\/]api-client|localazy-pubapi-service/,
  ],
  [
    /\(reading 'uid'\)/,
    'a collection chosen for transfer no longer exists in Strapi: save the transfer setup anew',
    /localazy-transfer-upload-service/,
  ],
  [
    /\(reading '(.+)'\)/,
    ([, collection]) =>
      `Localazy holds content of “${collection}”, which the transfer setup leaves out: add it there, or remove it in Localazy`,
    /findSetupModelByCollectionUid/,
  ],
  [
    /./,
    'the transfer setup cannot be read: save it anew on the Localazy plugin’s page',
    /transfer-setup-utils|get-main-keys-of-nested-array-objects/,
  ],
  [
    /\(reading '(?:emitRaw|listLocales|createLocale)'\)/,
    'a part of Strapi that the Localazy plugin needs is missing',
  ],
];

/** The message of a programming error means nothing to an editor. */
const isProgrammingError = (error: unknown) =>
  error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? '') : '');

/**
 * Why something of the official plugin failed, in words that an editor understands, without the final
 * full stop. Takes an error or its message. The technical details belong into the entries.
 */
export const explain = (error: unknown): string => {
  const message = describeError(error);
  for (const [pattern, meaning, stack] of EXPLANATIONS) {
    const match = message.match(pattern);
    if (!match || (stack && !stack.test(stackOf(error)))) continue;
    return typeof meaning === 'string' ? meaning : meaning(match);
  }
  return isProgrammingError(error) ? `an error inside Strapi or a plugin (${message})` : message;
};
