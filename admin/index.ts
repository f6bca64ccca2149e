import type { ComponentType } from 'react';
import { prefixPluginTranslations } from '@strapi/helper-plugin';
import type { MenuItem } from '@strapi/helper-plugin';
import { PLUGIN_ID } from '../shared/plugin-id';
import { MenuIcon } from './components/MenuIcon';
import { EditViewPanel } from './content-manager/EditViewPanel';
import { loadMessages } from './translations';
import { required } from './utils/permissions';
import { ROUTES } from './utils/routes';
import { getTranslation } from './utils/translations';

/** Shown until the translations are loaded, which have it too. */
const NAME = 'Activity Logs';

interface AdminApp {
  addMenuLink(link: MenuItem): void;
  registerPlugin(plugin: { id: string; name: string }): void;
}

interface ContentManagerApp {
  injectContentManagerComponent(
    view: 'editView',
    zone: 'right-links',
    component: { name: string; Component: ComponentType }
  ): void;
}

const addMenuLink = (app: AdminApp) =>
  app.addMenuLink({
    to: ROUTES.sessions,
    icon: MenuIcon,
    intlLabel: { id: getTranslation('plugin.name'), defaultMessage: NAME },
    permissions: required('read'),
    Component: () => import('./pages/App'),
  });

export default {
  register(app: AdminApp) {
    addMenuLink(app);
    app.registerPlugin({ id: PLUGIN_ID, name: NAME });
  },

  bootstrap(app: ContentManagerApp) {
    app.injectContentManagerComponent('editView', 'right-links', {
      name: PLUGIN_ID,
      Component: EditViewPanel,
    });
  },

  registerTrads: ({ locales }: { locales: string[] }) =>
    Promise.all(
      locales.map(async (locale) => ({
        locale,
        data: prefixPluginTranslations(await loadMessages(locale), PLUGIN_ID),
      }))
    ),
};
