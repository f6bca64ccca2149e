import { useStrapiApp } from '@strapi/helper-plugin';
import { LOCALAZY_PLUGIN_ID } from '../../shared/plugin-id';

/** Whether the official plugin is enabled, so that its pages exist. */
export const useLocalazyPlugin = (): boolean =>
  Boolean(useStrapiApp().getPlugin(LOCALAZY_PLUGIN_ID));
