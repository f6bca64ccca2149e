import { eventTypeSchema, sessionStatusSchema, sortFieldSchema } from '../../shared/contracts';
import { HIDDEN, longText, oneOf, type ContentTypeSchema } from './content-type';
import { MILESTONE_INDEX, MILESTONES_TABLE } from './tables';

/** How many sessions come up to some of them, in each order of each tab that has many: see store/milestones. */
export const milestoneSchema: ContentTypeSchema = {
  ...HIDDEN,
  collectionName: MILESTONES_TABLE,
  info: {
    singularName: 'milestone',
    pluralName: 'milestones',
    displayName: 'Localazy activity milestone',
  },
  attributes: {
    eventType: oneOf(eventTypeSchema.options, 16),
    status: oneOf([...sessionStatusSchema.options, 'any'], 16),
    sortField: oneOf(sortFieldSchema.options, 16),
    /** JSON, all of an order together: it's of one moment. */
    laid: longText(),
    /** The same by when sessions started: longer, and read for ranges of days only. */
    byTime: longText(),
  },
  indexes: [
    { name: MILESTONE_INDEX, columns: ['event_type', 'status', 'sort_field'], type: 'unique' },
  ],
  foreignKeys: [],
};
