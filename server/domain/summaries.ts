/** A sentence of a summary: its kind and values, from which the admin panel makes it in the user's language. */
export interface SummaryPart {
  id: string;
  values: Record<string, string | number>;
  /** The sentence in English. */
  text: string;
}

const number = (value: number) => value.toLocaleString('en-US');

const plural = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;

interface Saved {
  count: number;
  languages: number;
  /** Codes of the languages, as a list. */
  codes: string;
}
type SavedWithDrafts = Saved & { drafts: number };

const entries = (count: number) => plural(count, 'entry', 'entries');
const inLanguages = ({ languages, codes }: Saved) =>
  `in ${plural(languages, 'language')} (${codes})`;

/**
 * Every sentence that summaries are made of, in English. `summary.<id>` in the admin panel's translations
 * is the same sentence in the languages of the panel; a unit test compares the English ones.
 */
const SENTENCES = {
  // While a transfer runs.
  uploading: () => 'Uploading content to Localazy',
  downloading: () => 'Downloading translations from Localazy',
  'downloading-webhook': () => 'Downloading translations from Localazy, called by its webhook',
  'stalled-localazy': ({ seconds }: { seconds: number }) =>
    `No progress for over ${number(seconds)} s: waiting for a response from Localazy.`,
  'stalled-reading': ({ seconds }: { seconds: number }) =>
    `No progress for over ${number(seconds)} s: Strapi is still reading the content.`,
  'stalled-saving': ({ seconds }: { seconds: number }) =>
    `No progress for over ${number(seconds)} s: Strapi is still saving a translation.`,
  interrupted: () => 'Interrupted: Strapi stopped before the operation finished. Start it again.',

  // What a transfer did.
  uploaded: (values: { keys: number; entries: number; type: string; language: string }) =>
    `Uploaded ${plural(values.keys, 'key')} in ${values.language}: ${entries(values.entries)} of ${values.type}.`,
  'uploaded-types': (values: { keys: number; entries: number; types: number; language: string }) =>
    `Uploaded ${plural(values.keys, 'key')} in ${values.language}: ${entries(values.entries)} of ${plural(values.types, 'content type')}.`,
  'uploaded-type': (values: { type: string; entries: number; keys: number }) =>
    `${values.type}: ${entries(values.entries)}, ${plural(values.keys, 'key')}.`,
  'uploaded-unread': () => 'Uploaded content to Localazy.',
  'nothing-uploaded': () => 'Nothing was uploaded.',
  'left-out-off': ({ collections }: { collections: string }) =>
    `Not sent, as transfer is switched off: ${collections}.`,
  'left-out-empty': ({ collections }: { collections: string }) =>
    `Not sent, as the chosen fields hold no text: ${collections}.`,
  'left-out-unchosen': ({ collections }: { collections: string }) =>
    `Not sent, as the transfer setup does not have it: ${collections}.`,
  'not-listed': () => 'Localazy took the content, but did not return its list of files afterwards.',
  created: (saved: Saved) => `Created ${entries(saved.count)} ${inLanguages(saved)}.`,
  'created-drafts': (saved: Saved) =>
    `Created ${entries(saved.count)} as ${saved.count === 1 ? 'a draft' : 'drafts'} ${inLanguages(saved)}: publish ${saved.count === 1 ? 'it' : 'them'} in the Content Manager.`,
  'created-some-drafts': (saved: SavedWithDrafts) =>
    `Created ${entries(saved.count)} ${inLanguages(saved)}, ${number(saved.drafts)} as ${saved.drafts === 1 ? 'a draft' : 'drafts'}: publish ${saved.drafts === 1 ? 'it' : 'them'} in the Content Manager.`,
  updated: (saved: Saved) => `Updated ${entries(saved.count)} ${inLanguages(saved)}.`,
  'updated-drafts': (saved: Saved) =>
    `Updated ${plural(saved.count, 'draft')} ${inLanguages(saved)}: publish ${saved.count === 1 ? 'it' : 'them'} in the Content Manager.`,
  'updated-some-drafts': (saved: SavedWithDrafts) =>
    `Updated ${entries(saved.count)} ${inLanguages(saved)}, ${number(saved.drafts)} of them ${saved.drafts === 1 ? 'a draft' : 'drafts'}.`,
  'nothing-downloaded': () => 'Nothing was downloaded.',
  'not-received': ({ codes }: { codes: string }) => `Nothing was downloaded in ${codes}.`,
  'nothing-saved': () => 'No entry was created or updated.',
  'nothing-translated': () =>
    'No entry was created or updated: Localazy has no translation of the content that is chosen for transfer.',
  'nothing-chosen': ({ chosen, project }: { chosen: string; project: string }) =>
    `No entry was created or updated: none of the languages chosen in the Localazy plugin’s settings (${chosen}) is in the Localazy project (${project}).`,
  'unsupported-languages': ({ codes }: { codes: string }) =>
    `Left out, as Strapi does not support it: ${codes}.`,
  'language-not-added': ({ language }: { language: string }) =>
    `The language ${language} could not be added to Strapi.`,
  overlap: ({ count }: { count: number }) =>
    `It ran at the same time as ${plural(count, 'other download')}: look for entries and languages that exist twice.`,
  'other-errors': ({ count }: { count: number }) =>
    `Something else in Strapi logged ${plural(count, 'error')} during this time: see the log.`,

  // What it did not do.
  'not-saved': ({ count, entry }: { count: number; entry: string }) =>
    `${entries(count)} could not be saved${count === 1 ? '' : ', the first'}: ${entry}.`,
  'not-saved-unnamed': ({ count }: { count: number }) => `${entries(count)} could not be saved.`,
  'not-saved-others': ({ count }: { count: number }) =>
    `${entries(count)} could not be saved for other reasons: see the log.`,
  'created-incomplete': ({ count }: { count: number }) =>
    `${number(count)} of them ${count === 1 ? 'was' : 'were'} created all the same, without all texts: download again.`,
  'saved-before-error': ({ count }: { count: number }) =>
    `${number(count)} of them ${count === 1 ? 'is' : 'are'} in Strapi all the same: the error came after saving, from a lifecycle hook.`,
  'upload-stopped': () => 'The upload stopped: nothing was sent.',
  'upload-unconfirmed': () => 'Localazy did not confirm the upload.',
  'download-stopped': () => 'The download stopped: nothing was saved.',
  'download-stopped-language': ({ language }: { language: string }) =>
    `The download stopped at the language ${language}: nothing was saved.`,
  'download-stopped-later': () => 'The download stopped, the rest was not saved.',

  // Why it didn't, and what to do.
  'signed-out': () => 'The Localazy plugin is not signed in: sign in on its page.',
  'sign-in-expired': () =>
    'Localazy no longer accepts the sign-in: sign in again on the Localazy plugin’s page.',
  'not-allowed': () =>
    'Localazy does not allow this to the user who is signed in: change the role in Localazy, or sign in as another user.',
  blocked: () =>
    'A firewall or proxy between Strapi and Localazy refused the request: it must let Strapi reach Localazy.',
  'web-page': () =>
    'A web page came back in place of Localazy’s response: look at the firewall or proxy between Strapi and Localazy.',
  'not-found': () =>
    'Localazy does not find the project or its file: connect the Localazy plugin to a project again.',
  'too-large': () => 'The content is too large for Localazy: choose fewer collections or fields.',
  'too-often': () => 'Localazy received too many requests: try again later.',
  'server-error': () => 'Localazy is not working properly at the moment: try again later.',
  'proxy-error': () =>
    'Localazy, or a proxy in front of it, is not working properly at the moment: try again later.',
  refused: () => 'Localazy refused the request.',
  'refused-saying': ({ text }: { text: string }) => `Localazy refused the request: “${text}”.`,
  'unconfirmed-saying': ({ text }: { text: string }) =>
    `Localazy did not confirm the upload: “${text}”.`,
  'timed-out': () => 'Localazy did not respond in time: try again later.',
  unreachable: () =>
    'Localazy could not be reached, or the connection broke: check the server’s network, then try again.',
  'broke-off': () => 'The connection to Localazy broke in the middle of a response: try again.',
  unreadable: () => 'A response of Localazy could not be read: try again.',
  'unexpected-response': () =>
    'A response of Localazy was not what the Localazy plugin expects: try again, or update the plugin.',
  'too-many-keys': ({ keys }: { keys: number }) =>
    `${plural(keys, 'key')} ${keys === 1 ? 'is' : 'are'} more than the Localazy plugin can send at once: choose fewer collections or fields.`,
  'no-setup': () => 'No content is chosen for transfer in the Localazy plugin’s settings.',
  'no-file': () => 'The Localazy project holds no content of this Strapi yet: upload it first.',
  'no-project': () =>
    'The Localazy project that the plugin is connected to was not found: connect it again.',
  'no-source-language': () => 'The Localazy project has no source language: set one in Localazy.',
  'no-target-language': () =>
    'The Localazy project has no other language than its source language: add one in Localazy.',
  'setup-unreadable': () =>
    'The transfer setup cannot be read: save it again on the Localazy plugin’s page.',
  'setup-collection-gone': () =>
    'A collection chosen for transfer no longer exists in Strapi: save the transfer setup again.',
  'setup-lacks': ({ collection }: { collection: string }) =>
    `Localazy holds content of “${collection}”, which the transfer setup leaves out: add it there, or remove it in Localazy.`,
  'setup-lacks-fields': () =>
    'Localazy holds texts of a field that the transfer setup leaves out: add the field there, or remove its texts in Localazy.',
  'strapi-part-missing': () => 'A part of Strapi that the Localazy plugin needs is missing.',
  'program-error': () => 'An error inside Strapi or a plugin: the log has its details.',
  other: ({ text }: { text: string }) => `${text}.`,
  'entry-gone': () =>
    'The source entry no longer exists in Strapi: remove its content in Localazy.',
  'not-translatable': ({ type }: { type: string }) =>
    `“${type}” is not translatable in Strapi: enable internationalization for it.`,
  'exists-already': () =>
    'The entry exists in this language already: another transfer may have created it.',
  'own-language': () =>
    'The source entry is in this language itself: choose Strapi’s default language as the source language of the Localazy project.',
  'locale-missing': () =>
    'Its language does not exist in Strapi: add it in Settings, Internationalization.',
  'structure-differs': () =>
    'The source entry has changed since it was uploaded: upload the content again, then download. If that does not help, delete the translation in Strapi and download again.',
  invalid: ({ text }: { text: string }) => `Strapi does not accept the translation: ${text}.`,
  'text-too-long': () => 'A text is too long for its field in the database.',
  'text-too-long-limit': ({ limit }: { limit: number }) =>
    `A text is longer than the ${number(limit)} characters that its field takes in the database.`,
  'field-too-long': ({ field }: { field: string }) =>
    `The text is too long for the field “${field}” in the database.`,
  'value-taken': () => 'A value that must be unique is taken already.',
  'field-taken': ({ field }: { field: string }) =>
    `The value of the field “${field}” must be unique, and is taken already.`,
  'field-empty': ({ field }: { field: string }) => `The field “${field}” must not be empty.`,
  'reference-gone': () => 'It refers to content that no longer exists.',
  'character-refused': () => 'The database cannot store a character of the text.',
  'database-busy': () => 'The database was busy with other changes to the same content: try again.',
  'database-away': () => 'The database could not be reached: try again.',
  'database-full': () => 'The database has no space left.',
  'database-read-only': () => 'The database is read-only.',
  'database-refused': () => 'The database refused to save it: the log has its details.',

  // What the official plugin does by itself when an entry is saved or deleted, and who did that.
  'sending-saved': ({ entry }: { entry: string }) => `Sending ${entry} to Localazy.`,
  'sent-saved': (values: { entry: string; keys: number; language: string }) =>
    `Sent ${values.entry} to Localazy: ${plural(values.keys, 'key')} in ${values.language}.`,
  'sent-nothing': ({ entry }: { entry: string }) =>
    `Nothing of ${entry} was sent: its chosen fields hold no text.`,
  'not-sent': ({ entry }: { entry: string }) => `The saved ${entry} was not sent to Localazy.`,
  'left-out-zones': ({ fields }: { fields: string }) =>
    `Left out, as the Localazy plugin sends dynamic zones from its Upload page only: ${fields}.`,
  deprecating: ({ entry }: { entry: string }) => `Deprecating the keys of ${entry} in Localazy.`,
  'keys-deprecated': ({ entry, keys }: { entry: string; keys: number }) =>
    `Deprecated ${plural(keys, 'key')} of ${entry} in Localazy.`,
  'no-keys-deprecated': ({ entry }: { entry: string }) => `Localazy has no keys of ${entry}.`,
  'keys-not-deprecated': ({ entry }: { entry: string }) =>
    `Keys of ${entry} could not be deprecated in Localazy: deprecate them there.`,
  'saved-by': ({ name }: { name: string }) => `Saved by ${name}.`,
  'saved-outside': () => 'Saved over the API or by code.',
  'deleted-by': ({ name }: { name: string }) => `Deleted by ${name}.`,
  'deleted-outside': () => 'Deleted over the API or by code.',

  // Why webhook calls were refused, how many, and what to do.
  'webhooks-off': () =>
    'Webhooks are switched off in the Localazy plugin’s settings: switch them on there.',
  'webhook-signature-missing': () => 'The webhook’s signature is missing.',
  'webhook-signature-wrong': () => 'The webhook’s signature is wrong.',
  'webhook-timestamp-missing': () => 'The webhook’s time of sending is missing or unreadable.',
  'webhook-too-old': () => 'The webhook was sent more than 15 minutes before it arrived.',
  'webhook-author-missing': () =>
    'No author of webhooks is chosen in the Localazy plugin’s settings: choose one there.',
  'webhook-unreadable': () =>
    'The webhook’s content is missing or unreadable: look for a proxy that changes it.',
  'webhook-secret-missing': () =>
    'Localazy returned no secret to check webhooks with: sign in again on the Localazy plugin’s page.',
  'webhook-unchecked': () => 'The webhook’s signature could not be checked.',
  'webhook-various': () => 'Various other reasons: see the log.',
  'webhooks-refused': ({ count }: { count: number }) =>
    `${plural(count, 'call')} ${count === 1 ? 'was' : 'were'} refused.`,
  'check-webhook-project': () =>
    'Either another Localazy project is connected now, or the secret of the webhook was changed: connect the Localazy plugin to that project again. Or somebody forged it: then there is nothing to do.',
  'check-webhook-header': ({ header }: { header: string }) =>
    `Localazy always sends it: look for a proxy that removes the header ${header}. Without one, somebody else called, and there is nothing to do.`,
  'check-clock': () =>
    'Check the clock of this server. If it is right, the delivery was late: start a download by hand.',

  /** Technical details, at the end. */
  detail: ({ text }: { text: string }) => `(${text})`,
};

type Sentences = typeof SENTENCES;
export type SentenceId = keyof Sentences;
type ValuesOf<Id extends SentenceId> = Parameters<Sentences[Id]>;

export const SENTENCE_IDS = Object.keys(SENTENCES) as SentenceId[];

/** One sentence of a summary. */
export const say = <Id extends SentenceId>(id: Id, ...[values]: ValuesOf<Id>): SummaryPart => {
  const sentence: (given?: ValuesOf<Id>[0]) => string = SENTENCES[id] as never;
  return { id, values: { ...values }, text: sentence(values) };
};

/** The sentences as a session's summary. */
export const summaryOf = (parts: SummaryPart[]) => ({
  text: parts.map(({ text }) => text).join(' '),
  parts: parts.map(({ id, values }) => ({ id, values })),
});
