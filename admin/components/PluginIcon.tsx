import { History } from '@strapi/icons';

/** Strapi's menu takes a function; its icons are forwardRef objects. */
export const PluginIcon = () => <History />;
