import { createExportController } from './export';
import { createPreferencesController } from './preferences';
import { createSessionsController } from './sessions';

export const controllers = {
  sessions: createSessionsController,
  export: createExportController,
  preferences: createPreferencesController,
};
