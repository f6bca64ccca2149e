import { eventTypeSchema, sortFieldSchema } from '../../shared/contracts';
import { HIDDEN, longText, oneOf, type ContentTypeSchema } from './content-type';
import { MILESTONE_INDEX, MILESTONES_TABLE } from './tables';

/** How many sessions lie ahead of some of them, of each order of each tab that has many: see store/milestones. */
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
    sortField: oneOf(sortFieldSchema.options, 16),
    /** JSON, all of an order together: they are of one moment. */
    laid: longText(),
  },
  indexes: [{ name: MILESTONE_INDEX, columns: ['event_type', 'sort_field'], type: 'unique' }],
  foreignKeys: [],
};
