import { describe, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import { createDatabaseWithTables, databases, startStrapi, type RunningStrapi } from '../harness';
import { loggerOf } from './support/services';

const exported = async ({ request, admin }: RunningStrapi) => {
  const path = '/localazy-activity-logs/export';
  return (await request<ExportedSession[]>('GET', path, { token: admin.token })).body;
};

const WITHOUT_US = { plugins: { 'localazy-activity-logs': { enabled: false } } };

describe.each(databases)('a start without the plugin on %s', (client) => {
  it('keeps the logs for the next start with it, and what others keep', async () => {
    const database = await createDatabaseWithTables(client);
    let app = await startStrapi({ database });
    try {
      const list = app.strapi.store({ type: 'core', key: 'persisted_tables' });
      const ours = (await list.get({})) as string[] | null;
      await list.set({ value: [{ name: 'of_another_plugin' }, ...(ours ?? [])] });
      const logger = loggerOf(app);
      await logger.run({ eventType: 'upload' }, () => logger.current()?.info('before'));
      await logger.flush();
      const before = await exported(app);
      expect(before).toHaveLength(1);
      await app.stop();

      app = await startStrapi({ database, ...WITHOUT_US });
      await app.stop();

      app = await startStrapi({ database });
      expect(await exported(app)).toEqual(before);
      expect(await app.strapi.store({ type: 'core', key: 'persisted_tables' }).get({})).toEqual([
        { name: 'of_another_plugin' },
        'localazy_activity_sessions',
        'localazy_activity_entries',
        'localazy_activity_preferences',
      ]);
    } finally {
      await app.stop();
      await database.drop();
    }
  });
});
