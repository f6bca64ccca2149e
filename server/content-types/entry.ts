import { contentActionSchema, entryLevelSchema } from '../../shared/contracts';
import {
  HIDDEN,
  integer,
  longText,
  milliseconds,
  oneOf,
  text,
  unsignedInteger,
  type ContentTypeSchema,
} from './content-type';
import { CONTENT_INDEX, ENTRIES_TABLE, LINE_INDEX, SESSIONS_TABLE } from './tables';

/** A line's session is a plain column with a foreign key: a Strapi relation would cost a link table. */
export const entrySchema: ContentTypeSchema = {
  ...HIDDEN,
  collectionName: ENTRIES_TABLE,
  info: { singularName: 'entry', pluralName: 'entries', displayName: 'Localazy activity entry' },
  attributes: {
    sessionId: unsignedInteger(),
    sequence: integer(),
    /** In the index beside the sequence, so that an outline reads no rows. */
    level: oneOf(entryLevelSchema.options, 8),
    timestamp: milliseconds(),
    message: longText(),
    /** What a search looks at where the message itself is not what a search compares, see domain/stored-text. */
    searchText: longText(),
    /** JSON as text: a JSON column would reorder keys, refuse NUL or round numbers, each database in its own way. */
    data: longText(),
    /** The entry of content that the line is about; all null where it's about none. */
    contentType: text(128),
    contentId: unsignedInteger(),
    /** "" where the type isn't localized: an index can be read by it, unlike NULL. */
    locale: text(32),
    action: oneOf(contentActionSchema.options, 8),
  },
  indexes: [
    {
      name: LINE_INDEX,
      columns: ['session_id', 'sequence', 'level'],
      type: 'unique',
    },
    // What was done to an entry of content last, in each language, and in which sessions.
    {
      name: CONTENT_INDEX,
      columns: ['content_type', 'content_id', 'locale', 'action', 'session_id'],
    },
  ],
  foreignKeys: [
    {
      name: `${ENTRIES_TABLE}_session_fk`,
      columns: ['session_id'],
      referencedTable: SESSIONS_TABLE,
      referencedColumns: ['id'],
      onDelete: 'CASCADE',
      onUpdate: 'RESTRICT',
    },
  ],
};
