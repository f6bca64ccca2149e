import type { Strapi } from '@strapi/strapi';
import { LOCALAZY_PLUGIN_ID, PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { isObject } from '../domain/objects';
import type { Recorder } from '../recorder';
import { observeApi } from './api-requests';
import { recordAutomation } from './automation';
import { wrapImport } from './imports';
import { observing, revealApiErrors, wrapService } from './official-plugin';
import { wrapSaves } from './saves';
import { noteProject, noteSettings, noteSetup, type TransferReport } from './transfer-report';
import { createTransfers } from './transfers';
import { wrapWebhookCheck } from './webhooks';

const accessTokenOf = (user: unknown) =>
  isObject(user) && 'accessToken' in user ? user.accessToken : undefined;

/**
 * Wraps the services of `@localazy/strapi-plugin` 0.2.x and logs once what can't be recorded of it. To be
 * called in `register`, when its services are registered and its routes aren't composed yet. Returns
 * how to restore them.
 */
export const wrapLocalazy = ({ strapi, recorder }: { strapi: Strapi; recorder: Recorder }) => {
  if (!Object.hasOwn(strapi.plugins, LOCALAZY_PLUGIN_ID)) {
    recorder.log.info(
      'The official Localazy plugin is not enabled: only what other code logs is recorded'
    );
    return () => {};
  }

  const config: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
  const webhooks = wrapWebhookCheck(strapi, recorder, config);
  const api = observeApi(recorder);
  const transfers = createTransfers({ recorder, api, webhookOf: webhooks.webhookOf });
  const automation = config.automatedUploads ? recordAutomation({ strapi, recorder, api }) : null;
  const uploadSaved = automation?.uploadSaved ?? null;
  const upload = wrapImport({ strapi, recorder, transfers, api, uploadSaved });
  const saves = wrapSaves(strapi, transfers);
  /** Each webhook call reads the settings, forged ones included: without a transfer it costs nothing. */
  const noting = (note: (report: TransferReport, result: unknown) => void) =>
    observing((result) => {
      const report = transfers.currentReport();
      if (report) note(report, result);
    });
  const observeToken = observing((user) => {
    const token = accessTokenOf(user);
    recorder.addSecret(token);
    api.noteToken(token);
  });

  const patches = [
    webhooks,
    ...(automation ? [automation] : []),
    wrapService(strapi, 'localazyTransferUploadService', { upload: transfers.upload }),
    wrapService(strapi, 'localazyTransferDownloadService', { download: transfers.download }),
    wrapService(strapi, 'localazyUploadService', { upload }),
    wrapService(strapi, 'localazyUserService', { getUser: observeToken, updateUser: observeToken }),
    wrapService(strapi, 'localazyPubApiService', {
      getWebhooksSecret: observing(recorder.addSecret),
      getProject: noting(noteProject),
    }),
    wrapService(strapi, 'pluginSettingsService', {
      getPluginSettings: noting(noteSettings),
      getContentTransferSetup: noting(noteSetup),
    }),
    wrapService(strapi, 'strapiLocalazyI18nService', saves.entries),
    wrapService(strapi, 'strapiI18nService', saves.locales),
  ];
  const restoreApiErrors = revealApiErrors(
    strapi,
    () => recorder.currentSession() !== undefined || automation?.isRunning() === true
  );

  const missing = patches.flatMap((patch) => patch.missing);
  if (missing.length > 0) {
    const doing = missing.length === 1 ? 'it does' : 'they do';
    recorder.log.warn(
      `This version of the Localazy plugin lacks ${missing.join(', ')}: what ${doing} is not recorded`
    );
  }

  return () => {
    restoreApiErrors();
    saves.restore();
    api.restore();
    patches.reverse().forEach((patch) => patch.restore());
  };
};
