import type { Logger } from 'strapi-plugin-localazy-activity-logs';

const NOTES = 'api::note.note';

const connectToLocalazy = async (strapi) => {
  const { accessToken, project } = JSON.parse(process.env.LOCALAZY_STATE);
  const { updateUser } = strapi.plugin('localazy').service('localazyUserService');
  await updateUser({ accessToken, project, scope: 'admin', user: { id: '_a3', name: 'Host' } });
  const settings = strapi.plugin('localazy').service('pluginSettingsService');
  await settings.updateContentTransferSetup([{ notes: { __model__: true, title: true } }]);
  await settings.updatePluginSettings({
    download: { processDownloadWebhook: true, webhookAuthorId: 1 },
  });
};

const createNotes = async (strapi) => {
  for (const title of ['Coffee in Lisbon', 'Trains through the Alps']) {
    await strapi.entityService.create(NOTES, { data: { title, locale: 'en' } });
  }
};

export default {
  register() {},

  async bootstrap({ strapi }) {
    if (process.env.HOST_SEED !== 'true') return;
    await createNotes(strapi);
    await connectToLocalazy(strapi);
    const logger: Logger = strapi.plugin('localazy-activity-logs').service('logger');
    await logger.run({ eventType: 'upload', initiatedBy: 'The host' }, (session) =>
      session.info('An operation of the host')
    );
  },
};
