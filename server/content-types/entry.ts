import { entryLevelSchema } from '../../shared/contracts';
import {
  HIDDEN,
  integer,
  longText,
  milliseconds,
  oneOf,
  unsignedInteger,
  type ContentTypeSchema,
} from './content-type';
import { ENTRIES_TABLE, LINE_INDEX, SESSIONS_TABLE } from './tables';

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
    /** What a search looks at where the message itself won't do, see store/database/text. */
    searchText: longText(),
    /** JSON as text: a JSON column would reorder keys, refuse NUL or round numbers, each database in its own way. */
    data: longText(),
  },
  indexes: [
    {
      name: LINE_INDEX,
      columns: ['session_id', 'sequence', 'level'],
      type: 'unique',
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
