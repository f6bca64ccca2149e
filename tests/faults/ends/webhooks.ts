import { says, type End } from './end';

const SECRET = /\/webhooks\/secret/;
const anHourAgo = () => Math.floor(Date.now() / 1000) - 3_600;

const refused = (way: string, because: string, rest: Partial<End>): End => ({
  way,
  page: null,
  status: 'failed',
  summary: `Webhook call refused: ${because}.`,
  ...rest,
});

/** Every way that a call of the webhook's public route can end, the download behind it included. */
export const WEBHOOK_ENDS: End[] = [
  {
    way: 'a genuine call: its download runs',
    page: says(true, 'Download finished'),
    status: 'completed',
    summary: /^(?:Created|No entry)/,
  },
  {
    way: 'a genuine call where no author of webhooks is set: accepted all the same',
    arrange: (app) => app.official('pluginSettingsService').updatePluginSettings({ download: {} }),
    page: says(true, 'Download finished'),
    status: 'completed',
    summary: /^(?:Created|No entry)/,
  },
  {
    way: 'a genuine call of a language that webhooks leave out (empty result of the filter)',
    arrange: (app) =>
      app.official('pluginSettingsService').updatePluginSettings({
        download: { webhookAuthorId: app.admin.id, webhookLanguages: ['fr'], uiLanguages: [] },
      }),
    page: says(true, 'Download finished'),
    status: 'completed',
    summary:
      'No entry was created or updated: none of the languages chosen in the Localazy plugin’s settings (fr) is in the Localazy project (cs, de).',
  },
  {
    way: 'a genuine call whose download throws, with nobody to catch it',
    arrange: ({ localazy }) => void localazy.failOn({ path: /\/keys\//, trouble: { status: 500 } }),
    page: says(false, /^The download stopped/),
    status: 'failed',
    summary:
      'The download stopped: Localazy has a problem of its own; try again later (status 500, “Trouble 500”).',
  },
  refused(
    'webhooks are switched off',
    'processing of webhooks is switched off in the Localazy plugin’s settings',
    {
      arrange: (app) =>
        app.official('pluginSettingsService').updatePluginSettings({
          download: { processDownloadWebhook: false },
        }),
    }
  ),
  refused('the timestamp is missing', 'its timestamp is missing or no number', {
    webhook: { headers: { 'x-localazy-timestamp': undefined } },
  }),
  refused(
    'the timestamp is more than 15 minutes old',
    'its timestamp is more than 15 minutes old',
    {
      webhook: () => ({ timestamp: anHourAgo() }),
    }
  ),
  refused('the signature is wrong', 'its signature is wrong, so it did not come from Localazy', {
    webhook: { forge: true },
  }),
  refused(
    'the plugin is signed out',
    'it could not be checked: the Localazy plugin is not signed in: sign in on its page',
    {
      arrange: (app) => app.official('localazyUserService').deleteUser(),
    }
  ),
  refused(
    'Localazy fails to hand out the secret',
    'it could not be checked: Localazy has a problem of its own; try again later (status 500, “Trouble 500”)',
    { arrange: ({ localazy }) => void localazy.failOn({ path: SECRET, trouble: { status: 500 } }) }
  ),
  refused(
    'Localazy hands out no secret',
    'it could not be checked: Localazy gave no secret to check signatures with',
    {
      arrange: ({ localazy }) =>
        void localazy.failOn({ path: SECRET, trouble: { status: 200, body: '{}' } }),
    }
  ),
];

/** Refused for a reason that another row has named already: counted there, as all repeats within the hour are. */
export const REPEATED_REFUSALS: { way: string; again: RegExp; webhook: End['webhook'] }[] = [
  {
    way: 'the timestamp is no number',
    again: /^2 webhook calls refused: its timestamp is missing or no number\.$/,
    webhook: { timestamp: 'now' },
  },
  {
    way: 'the signature is missing',
    again: /^2 webhook calls refused: its signature is wrong/,
    webhook: { headers: { 'x-localazy-hmac': undefined } },
  },
];
