import { History } from '@strapi/icons';

/** Strapi's menu wants a function; its icons are forwardRef objects. */
export const PluginIcon = () => <History />;
