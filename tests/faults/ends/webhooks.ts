import { says, type End } from './end';

const SECRET = /\/webhooks\/secret/;
const anHourAgo = () => Math.floor(Date.now() / 1000) - 3_600;

const refused = (way: string, summary: End['summary'], rest: Partial<End>): End => ({
  way,
  page: null,
  status: 'failed',
  summary,
  ...rest,
});

/** Every way that a call of the webhook's public route can end, the download behind it included. */
export const WEBHOOK_ENDS: End[] = [
  {
    way: 'a genuine call: its download runs',
    page: says(true, 'Download finished'),
    status: 'completed',
    summary: /^(?:Created|Updated|No entry)/,
    webhook: { type: 'comment_added' },
    entry: 'Called by Localazy’s webhook: comment_added',
  },
  {
    way: 'a genuine call where no author of webhooks is set: accepted all the same',
    arrange: (app) => app.official('pluginSettingsService').updatePluginSettings({ download: {} }),
    page: says(true, 'Download finished'),
    status: 'completed',
    summary: /^(?:Created|Updated|No entry)/,
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
    page: says(false, /^Localazy is not working properly/),
    status: 'failed',
    summary:
      'Localazy is not working properly at the moment: try again later. The download stopped at the language cs: nothing was saved. (status 500, “Trouble 500”)',
  },
  refused(
    'webhooks are switched off',
    'Webhooks are switched off in the Localazy plugin’s settings: switch them on there. 1 call was refused.',
    {
      arrange: (app) =>
        app.official('pluginSettingsService').updatePluginSettings({
          download: { processDownloadWebhook: false },
        }),
    }
  ),
  refused(
    'the timestamp is missing',
    'The webhook’s time of sending is missing or unreadable. 1 call was refused. Localazy always sends it: look for a proxy that removes the header x-localazy-timestamp. Without one, somebody else called, and there is nothing to do.',
    { webhook: { headers: { 'x-localazy-timestamp': undefined } } }
  ),
  refused(
    'the timestamp is more than 15 minutes old',
    'The webhook was sent more than 15 minutes before it arrived. 1 call was refused. Check the clock of this server. If it is right, the delivery was late: start a download by hand.',
    { webhook: () => ({ timestamp: anHourAgo() }) }
  ),
  refused(
    'the signature is wrong',
    'The webhook’s signature is wrong. 1 call was refused. Either another Localazy project is connected now, or the secret of the webhook was changed: connect the Localazy plugin to that project again. Or somebody forged it: then there is nothing to do.',
    {
      webhook: { forge: true, type: 'comment_added' },
      entry: 'Refused comment_added. The webhook’s signature is wrong.',
    }
  ),
  refused(
    'the signature is missing',
    'The webhook’s signature is missing. 1 call was refused. Localazy always sends it: look for a proxy that removes the header x-localazy-hmac. Without one, somebody else called, and there is nothing to do.',
    {
      webhook: { headers: { 'x-localazy-hmac': undefined }, type: '<b>no event</b>' },
      entry: 'Refused a call. The webhook’s signature is missing.',
    }
  ),
  refused(
    'the plugin is signed out',
    'The Localazy plugin is not signed in: sign in on its page. 1 call was refused. The webhook’s signature could not be checked.',
    { arrange: (app) => app.official('localazyUserService').deleteUser() }
  ),
  refused(
    'Localazy fails to hand out the secret',
    'Localazy is not working properly at the moment: try again later. 1 call was refused. The webhook’s signature could not be checked. (status 500, “Trouble 500”)',
    { arrange: ({ localazy }) => void localazy.failOn({ path: SECRET, trouble: { status: 500 } }) }
  ),
  refused(
    'Localazy hands out no secret',
    'Localazy returned no secret to check webhooks with: sign in again on the Localazy plugin’s page. 1 call was refused.',
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
    again: /^The webhook’s time of sending is missing or unreadable\. 2 calls were refused\./,
    webhook: { timestamp: 'now' },
  },
  {
    way: 'the signature is empty',
    again: /^The webhook’s signature is missing\. 2 calls were refused\./,
    webhook: { headers: { 'x-localazy-hmac': '' } },
  },
];
