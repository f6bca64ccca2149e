import { z } from 'zod';
import { describeDatabaseError } from '../domain/database-error';
import { describeError } from '../domain/describe-error';
import { shorten } from '../domain/shorten';
import { say, type SummaryPart } from '../domain/summaries';
import type { ApiResponse } from './api-requests';

/** Why something failed: a sentence for an editor, and a technical detail for the end of the summary. */
export interface Explanation {
  cause: SummaryPart;
  detail?: string;
}

type Explain = (match: RegExpMatchArray, response: ApiResponse | null) => Explanation;

const MAX_PAGE_TEXT = 80;

/** The title of a page, or how its text begins. */
const pageText = (page: string) => {
  const title = /<title[^>]*>([^<]*)/i.exec(page.slice(0, 10_000))?.[1];
  const text = title ?? page.slice(0, 2_000).replace(/<[^>]*>/g, ' ');
  return shorten(text.replace(/\s+/g, ' ').trim(), MAX_PAGE_TEXT);
};

/** The message of a response, or its beginning. */
export const responseText = ({ body }: ApiResponse): string => {
  if (typeof body === 'string') return pageText(body);
  const isEmpty = typeof body === 'object' && Object.keys(body ?? {}).length === 0;
  return shorten(isEmpty ? JSON.stringify(body) : describeError(body), MAX_PAGE_TEXT);
};

const quoted = (text: string) => (text ? `, “${text}”` : '');

/** The detail of a response: "status 403, “Access denied”". */
export const responseDetail = (response: ApiResponse) =>
  `status ${response.status}${quoted(responseText(response))}`;

const causeOfStatus = (status: number, reason: string, isPage: boolean): SummaryPart => {
  if (status === 413) return say('too-large');
  if (status === 429) return say('too-often');
  if (status >= 500) return isPage ? say('proxy-error') : say('server-error');
  if (isPage) return say('blocked');
  if (status === 401) return say('sign-in-expired');
  if (status === 403) return say('not-allowed');
  if (status === 404) return say('not-found');
  return reason ? say('refused-saying', { text: reason }) : say('refused');
};

const explainStatus: Explain = ([, code, given = ''], response) => {
  const status = Number(code);
  const isPage = response?.status === status && !response.isJson;
  // The API client turns an error that is an object into a text as it is.
  const reason = given === '[object Object]' && response ? responseText(response) : given;
  const detail = isPage ? responseDetail(response) : `status ${status}${quoted(reason)}`;
  return { cause: causeOfStatus(status, reason, isPage), detail };
};

/** Causes that lie with Localazy or the way to it. */
const OF_LOCALAZY = new Set([
  'sign-in-expired',
  'not-allowed',
  'blocked',
  'web-page',
  'not-found',
  'too-large',
  'too-often',
  'server-error',
  'proxy-error',
  'refused',
  'refused-saying',
  'timed-out',
  'unreachable',
  'broke-off',
  'unreadable',
  'unexpected-response',
]);

export const isOfLocalazy = ({ id }: SummaryPart) => OF_LOCALAZY.has(id);

/** A response that was an error, whatever the API client made of it. */
export const explainResponse = (response: ApiResponse): Explanation => {
  const text = responseText(response);
  return explainStatus(['', String(response.status), text], response);
};

const explainUnexpected: Explain = (_match, response) => {
  if (response && response.status >= 400) return explainResponse(response);
  return response && !response.isJson
    ? { cause: say('web-page'), detail: responseDetail(response) }
    : { cause: say('unexpected-response') };
};

/** A cause without values. */
const because =
  (cause: SummaryPart): Explain =>
  () => ({ cause });

/** With the message of the error as its detail. */
const technically =
  (cause: SummaryPart): Explain =>
  ([detail]) => ({ cause, detail });

/**
 * Error messages of the official plugin, its API client, Strapi and Node, what they mean, and what is matched
 * against the stack where the message alone is ambiguous. The first that matches counts.
 */
const EXPLANATIONS: [RegExp, Explain, RegExp?][] = [
  [/^Request failed with status code (\d{3})(?:: (.*))?$/s, explainStatus],
  [
    /user is not logged in|'accessToken' of .* as it is (?:null|undefined)|of (?:null|undefined) \(reading '(?:project|accessToken)'\)/,
    because(say('signed-out')),
  ],
  [/Headers Timeout|Body Timeout|UND_ERR_(?:HEADERS|BODY)_TIMEOUT/, because(say('timed-out'))],
  [
    /^fetch failed(?:: (.*))?$/s,
    ([message, cause]) => ({ cause: say('unreachable'), detail: cause ?? message }),
  ],
  [/^terminated|other side closed|ECONNRESET|socket hang up/, technically(say('broke-off'))],
  [
    /in JSON at position|is not valid JSON|end of JSON input|^Unexpected token/,
    because(say('unreadable')),
  ],
  [
    /Spread syntax requires|\.(?:find|push) is not a function|is not iterable|^Cannot (?:read properties of|destructure)/,
    explainUnexpected,
    /@localazy[\\/]api-client|localazy-pubapi-service/,
  ],
  [/\(reading 'uid'\)/, because(say('setup-collection-gone')), /localazy-transfer-upload-service/],
  [/\(reading 'find'\)/, because(say('setup-unreadable')), /findSetupModelByCollectionUid/],
  [
    /\(reading '(.+)'\)/,
    ([, collection]) => ({ cause: say('setup-lacks', { collection }) }),
    /findSetupModelByCollectionUid/,
  ],
  [/./, because(say('setup-lacks-fields')), /should-set-downloaded-property/],
  [
    /./,
    because(say('setup-unreadable')),
    /transfer-setup-utils|get-main-keys-of-nested-array-objects/,
  ],
  [
    /^(?:Cannot (?:read|set) properties of|.* is not (?:a function|iterable|defined)).*$/s,
    technically(say('structure-differs')),
    /populate-create-update-entry-with-base-entry|parsed-localazy-entry-to-(?:create|update)-entry/,
  ],
  [/\(reading '(?:emitRaw|listLocales|createLocale)'\)/, because(say('strapi-part-missing'))],
  [/^Source language entry .+ does not exist/, because(say('entry-gone'))],
  [
    /^Content type (\S+) does not support localizations/,
    ([, uid]) => ({ cause: say('not-translatable', { type: uid.split('.').pop() ?? uid }) }),
  ],
  [
    /^(?:This locale already exists|The entity already exists in this locale|locale is already used)$/,
    because(say('exists-already')),
  ],
  [/^Locale not found$/, because(say('locale-missing'))],
];

/** The blocks of a dynamic zone are others than when the translation was made. */
const LACKS_COMPONENT = /__component is a required field|component identifier is undefined/;

const fieldErrorsSchema = z.object({
  details: z.object({
    errors: z
      .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
      .min(1),
  }),
});

const MAX_FIELDS = 3;

/** "slug must be unique" of "This attribute must be unique". */
const namingField = (path: string, message: string) => {
  if (path === '' || message.includes(path.split('.').at(-1) ?? path)) return message;
  const rest = message.replace(/^this (?:attribute|field|value|relation)\s+/i, '');
  return rest === message ? `${path}: ${message}` : `${path} ${rest}`;
};

/** "name must be at most 20 characters; slug must be unique": Strapi's message counts the errors. */
const describeFields = (error: unknown): string | null => {
  const { data } = fieldErrorsSchema.safeParse(error);
  if (!data) return null;
  const { errors } = data.details;
  const fields = errors
    .slice(0, MAX_FIELDS)
    .map(({ path, message }) => namingField(path.join('.'), message));
  const more = errors.length - fields.length;
  return [...fields, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
};

/** The message of a programming error means nothing to an editor. */
const isProgrammingError = (error: unknown) =>
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  error instanceof RangeError ||
  (typeof error === 'string' && PROGRAMMING_ERROR.test(error));

/** Of some errors only the message is known. */
const PROGRAMMING_ERROR =
  /^Cannot (?:read|set) properties of (?:undefined|null)|^Cannot destructure|^\S+ is not (?:a function|defined|iterable)/;

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? '') : '');

const asPlainText = (text: string) => text.trim().replace(/[\s.]+$/, '');

/** Names of fields such as metaTitle stay as they are. */
const asSentence = (text: string) =>
  asPlainText(text).replace(/^[a-z]+(?=\s)/, (word) => word[0].toUpperCase() + word.slice(1));

const explainUnknown = (error: unknown, message: string): Explanation =>
  isProgrammingError(error) && !/^fetch failed/.test(message)
    ? { cause: say('program-error'), detail: message }
    : { cause: say('other', { text: asSentence(message) }) };

/**
 * Why something of the official plugin failed. Takes an error or its message, and what Localazy returned
 * last, where that is known.
 */
export const explain = (error: unknown, response: ApiResponse | null = null): Explanation => {
  const fields = describeFields(error);
  if (fields && LACKS_COMPONENT.test(fields)) return { cause: say('structure-differs') };
  if (fields) return { cause: say('invalid', { text: asPlainText(fields) }) };
  const message = describeError(error);
  const database = describeDatabaseError(message);
  if (database) return { cause: database };
  for (const [pattern, describe, stack] of EXPLANATIONS) {
    const match = message.match(pattern);
    if (match && (!stack || stack.test(stackOf(error)))) return describe(match, response);
  }
  return explainUnknown(error, message);
};

/** Why Strapi itself failed, with no request to Localazy: errors of a hook's own requests look the same as Localazy's. */
export const explainInStrapi = (error: unknown): Explanation => {
  const explanation = explain(error);
  return isOfLocalazy(explanation.cause)
    ? explainUnknown(error, describeError(error))
    : explanation;
};

/** Technical details, each once, at the end of a summary. */
export const detailsOf = (details: (string | undefined)[]) => {
  const text = [...new Set(details.filter(Boolean))].join('; ');
  return text ? [say('detail', { text })] : [];
};
