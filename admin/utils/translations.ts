import type { SessionStatus } from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type en from '../translations/en.json';

/** Every text of this plugin; a status is named by `shared/status-labels`, not by a translation file. */
export type MessageId = keyof typeof en | `status.${SessionStatus}`;

/** The id under which react-intl knows a text of this plugin. */
export const getTranslation = (id: MessageId) => `${PLUGIN_ID}.${id}`;
