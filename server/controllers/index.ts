import { createBundleController } from './bundle';
import { createConnectionController } from './connection';
import { createContentController } from './content';
import { createExportController } from './export';
import { createPreferencesController } from './preferences';
import { createSessionsController } from './sessions';

export const controllers = {
  sessions: createSessionsController,
  bundle: createBundleController,
  connection: createConnectionController,
  content: createContentController,
  export: createExportController,
  preferences: createPreferencesController,
};
