import { entrySchema } from './entry';
import { preferenceSchema } from './preference';
import { sessionSchema } from './session';

export { hideFromGraphql, keepTables, trimContentTypes, unlistContentTypes } from './registration';

export const contentTypes = {
  session: { schema: sessionSchema },
  entry: { schema: entrySchema },
  preference: { schema: preferenceSchema },
};
