import type { Strapi } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import type { Recorder } from '../recorder';
import { revealApiErrors } from './api-errors';
import { createImports } from './imports';
import { createLanguageNotes } from './languages';
import { isInstalled, SERVICES } from './official-plugin';
import { aroundService, type Around } from './replace';
import { createTransfers } from './transfers';
import { createWebhookRejections } from './webhook-rejections';
import { watchWebhooks } from './webhooks';

/** Passes a call on and learns something from its answer. */
const learning =
  (learn: (answer: unknown) => void): Around =>
  async (original, service, args) => {
    const answer = await original.apply(service, args);
    try {
      learn(answer);
    } catch {
      // What can't be learnt is still passed on.
    }
    return answer;
  };

const accessTokenOf = (user: unknown) =>
  typeof user === 'object' && user !== null && 'accessToken' in user ? user.accessToken : undefined;

/**
 * Attaches to the official Localazy plugin, as far as it is there: says once what of it can't be
 * recorded. To be called in `register`, when its services are registered and its routes aren't
 * composed yet. Answers how to detach.
 */
export const attachToLocalazy = ({ strapi, recorder }: { strapi: Strapi; recorder: Recorder }) => {
  if (!isInstalled(strapi)) {
    recorder.log.info(
      'The official Localazy plugin is not enabled: only what other code logs is recorded'
    );
    return () => {};
  }

  const config: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
  const rejections = config.rejectedWebhooks ? createWebhookRejections({ recorder }) : null;
  const webhooks = watchWebhooks({ strapi, rejections });
  const transfers = createTransfers({ recorder, isWebhook: webhooks.isWebhook });
  const { automatedUploads } = config;
  const imports = createImports({ recorder, transfers, automatedUploads });
  const languages = createLanguageNotes({ transfers });
  const learnToken = learning((user) => recorder.addSecret(accessTokenOf(user)));

  const attached = [
    webhooks,
    aroundService(strapi, SERVICES.transferUpload, { upload: transfers.upload }),
    aroundService(strapi, SERVICES.transferDownload, { download: transfers.download }),
    aroundService(strapi, SERVICES.upload, { upload: imports.upload }),
    aroundService(strapi, SERVICES.user, { getUser: learnToken, updateUser: learnToken }),
    aroundService(strapi, SERVICES.publicApi, {
      getWebhooksSecret: learning(recorder.addSecret),
      getProject: learning(languages.noteProject),
    }),
    aroundService(strapi, SERVICES.settings, {
      getPluginSettings: learning(languages.noteSettings),
    }),
  ];
  const hideApiErrors = revealApiErrors(strapi, recorder);

  const missing = attached.flatMap((part) => part.missing);
  if (missing.length > 0) {
    recorder.log.warn(
      `This version of the Localazy plugin lacks ${missing.join(', ')}: what ${missing.length === 1 ? 'it does' : 'they do'} is not recorded`
    );
  }

  return () => {
    hideApiErrors();
    rejections?.stop();
    attached.reverse().forEach((part) => part.restore());
  };
};
