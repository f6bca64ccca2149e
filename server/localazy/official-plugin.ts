import type { Strapi } from '@strapi/strapi';
import { LOCALAZY_PLUGIN_ID } from '../../shared/plugin-id';

/** The services of `@localazy/strapi-plugin` 0.2.x that are wrapped. */
export const SERVICES = {
  transferUpload: 'localazyTransferUploadService',
  transferDownload: 'localazyTransferDownloadService',
  upload: 'localazyUploadService',
  publicApi: 'localazyPubApiService',
  user: 'localazyUserService',
  settings: 'pluginSettingsService',
} as const;

export const WEBHOOK_MIDDLEWARE = `plugin::${LOCALAZY_PLUGIN_ID}.verifyWebhook`;

export const serviceUid = (name: string) => `plugin::${LOCALAZY_PLUGIN_ID}.${name}`;

export const isInstalled = (strapi: Strapi) => Object.hasOwn(strapi.plugins, LOCALAZY_PLUGIN_ID);

/** The jobs of its transfer controllers: they send progress and end to the admin page. */
export interface TransferJobs {
  emit(event: string, data: unknown): Promise<unknown>;
}
