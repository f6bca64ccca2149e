import type { Strapi } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import type { Recorder } from '../recorder';
import { createImports } from './imports';
import {
  isInstalled,
  revealApiErrors,
  SERVICES,
  wrapService,
  type MethodWrapper,
} from './official-plugin';
import { noteProject, noteSettings, type TransferReport } from './transfer-report';
import { createTransfers } from './transfers';
import { createWebhookRejections } from './webhook-rejections';
import { wrapWebhookCheck } from './webhooks';

/** Passes what a method returns to `observe`, too. */
const observing =
  (observe: (result: unknown) => void): MethodWrapper =>
  async (original, service, args) => {
    const result = await original.apply(service, args);
    try {
      observe(result);
    } catch {
      // The official plugin gets its result all the same.
    }
    return result;
  };

const accessTokenOf = (user: unknown) =>
  typeof user === 'object' && user !== null && 'accessToken' in user ? user.accessToken : undefined;

/**
 * Wraps the services of the official Localazy plugin and logs once what can't be recorded of it. To be
 * called in `register`, when its services are registered and its routes aren't composed yet. Returns
 * how to restore them.
 */
export const wrapLocalazy = ({ strapi, recorder }: { strapi: Strapi; recorder: Recorder }) => {
  if (!isInstalled(strapi)) {
    recorder.log.info(
      'The official Localazy plugin is not enabled: only what other code logs is recorded'
    );
    return () => {};
  }

  const config: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
  const rejections = config.rejectedWebhooks ? createWebhookRejections({ recorder }) : null;
  const webhooks = wrapWebhookCheck({ strapi, rejections });
  const transfers = createTransfers({ recorder, isWebhook: webhooks.isWebhook });
  const imports = createImports({ recorder, transfers, config });
  /** Each webhook call reads the settings, forged ones included: without a transfer it costs nothing. */
  const noting = (note: (report: TransferReport, result: unknown) => void) =>
    observing((result) => {
      const report = transfers.currentReport();
      if (report) note(report, result);
    });
  const observeToken = observing((user) => recorder.addSecret(accessTokenOf(user)));

  const patches = [
    webhooks,
    wrapService(strapi, SERVICES.transferUpload, { upload: transfers.upload }),
    wrapService(strapi, SERVICES.transferDownload, { download: transfers.download }),
    wrapService(strapi, SERVICES.upload, { upload: imports.upload }),
    wrapService(strapi, SERVICES.user, { getUser: observeToken, updateUser: observeToken }),
    wrapService(strapi, SERVICES.publicApi, {
      getWebhooksSecret: observing(recorder.addSecret),
      getProject: noting(noteProject),
    }),
    wrapService(strapi, SERVICES.settings, { getPluginSettings: noting(noteSettings) }),
  ];
  const restoreApiErrors = revealApiErrors(strapi, recorder);

  const missing = patches.flatMap((patch) => patch.missing);
  if (missing.length > 0) {
    const doing = missing.length === 1 ? 'it does' : 'they do';
    recorder.log.warn(
      `This version of the Localazy plugin lacks ${missing.join(', ')}: what ${doing} is not recorded`
    );
  }

  return () => {
    restoreApiErrors();
    rejections?.stop();
    patches.reverse().forEach((patch) => patch.restore());
  };
};
