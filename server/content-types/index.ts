import { entrySchema } from './entry';
import { milestoneSchema } from './milestone';
import { sessionSchema } from './session';

export { hideFromGraphql, trimContentTypes, unlistContentTypes } from './registration';

export const contentTypes = {
  session: { schema: sessionSchema },
  entry: { schema: entrySchema },
  milestone: { schema: milestoneSchema },
};
