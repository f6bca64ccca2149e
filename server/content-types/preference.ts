import { eventTypeSchema } from '../../shared/contracts';
import {
  HIDDEN,
  milliseconds,
  oneOf,
  text,
  unsignedInteger,
  type ContentTypeSchema,
} from './content-type';
import { PREFERENCES_TABLE } from './tables';

/**
 * The sort that an admin user chose for a tab, and when they used it. Not in Strapi's core store, which configuration tools
 * write into a project's git. The rows go with the user.
 */
export const preferenceSchema: ContentTypeSchema = {
  ...HIDDEN,
  collectionName: PREFERENCES_TABLE,
  info: {
    singularName: 'preference',
    pluralName: 'preferences',
    displayName: 'Localazy activity preference',
  },
  attributes: {
    userId: unsignedInteger(),
    eventType: oneOf(eventTypeSchema.options, 16),
    sort: text(32),
    /** By the database's clock: when the tab was opened last, and when its sessions were looked at last. */
    usedAt: milliseconds(),
    seenAt: milliseconds(),
  },
  indexes: [
    {
      name: `${PREFERENCES_TABLE}_user_unique`,
      columns: ['user_id', 'event_type'],
      type: 'unique',
    },
  ],
  foreignKeys: [
    {
      name: `${PREFERENCES_TABLE}_user_fk`,
      columns: ['user_id'],
      referencedTable: 'admin_users',
      referencedColumns: ['id'],
      onDelete: 'CASCADE',
      onUpdate: 'RESTRICT',
    },
  ],
};
