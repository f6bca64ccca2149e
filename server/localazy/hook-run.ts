import { AsyncLocalStorage } from 'node:async_hooks';
import type { Strapi } from '@strapi/strapi';
import { z } from 'zod';
import type { EntryContent } from '../../shared/contracts';
import { LOCALAZY_PLUGIN_ID } from '../../shared/plugin-id';
import { isObject } from '../domain/objects';
import type { RecorderSession } from '../recorder/session-handle';
import { shortName } from './transfer-report';

type Kind = 'save' | 'delete';

/** A run of the official plugin's lifecycle hook, which sends saved entries and deprecates deleted ones. */
export interface HookRun {
  kind: Kind;
  /** E.g. "article 5". */
  name: string;
  /** The entry that was saved. */
  saved: Omit<EntryContent, 'action'> | null;
  /** Set where it sends something to Localazy, and it is recorded. */
  session: RecorderSession | null;
}

const KINDS: Partial<Record<string, Kind>> = {
  afterCreate: 'save',
  afterUpdate: 'save',
  beforeDelete: 'delete',
  beforeDeleteMany: 'delete',
};

const idSchema = z.coerce.number().int().positive();
const idsSchema = z.object({
  id: z.union([
    z.object({ $in: z.array(idSchema) }).transform(({ $in }) => $in),
    idSchema.transform((id) => [id]),
  ]),
});

/** Which entries are deleted: one or many by their ids, alone or as the first of several conditions. */
const whereSchema = z.union([
  idsSchema,
  z
    .object({ $and: z.tuple([idsSchema]).rest(z.unknown()) })
    .transform(({ $and: [first] }) => first),
]);

const eventSchema = z.object({
  model: z.object({ uid: z.string() }),
  params: z.object({ where: whereSchema }).optional().catch(undefined),
  result: z
    .object({ id: idSchema, locale: z.string().nullable().catch(null) })
    .optional()
    .catch(undefined),
});

/** "article 5"; "3 entries of article"; "entries of article" where it isn't known which. */
export const nameOfEntries = (uid: string, ids: number[]) => {
  if (ids.length === 1) return `${shortName(uid)} ${ids[0]}`;
  return `${ids.length > 0 ? `${ids.length} ` : ''}entries of ${shortName(uid)}`;
};

const actionOf = (event: unknown) =>
  isObject(event) && 'action' in event ? String(event.action) : '';

const readRun = (event: unknown): HookRun | null => {
  // Most events are reads, which cost nothing here.
  const kind = KINDS[actionOf(event)];
  if (!kind) return null;
  const { data } = eventSchema.safeParse(event);
  if (!data) return null;
  const type = data.model.uid;
  const saved = data.result ? { type, ...data.result } : null;
  const ids = saved ? [saved.id] : (data.params?.where.id ?? []);
  return { kind, name: nameOfEntries(type, ids), saved, session: null };
};

/**
 * Follows the runs of the official plugin's lifecycle hook. To be called before the plugin's bootstrap,
 * in which it subscribes its hook. `onEnd` is called when a run's subscriber is done, which deletions wait
 * for and savings don't.
 */
export const followHook = (strapi: Strapi, onEnd: (run: HookRun) => void) => {
  const runs = new AsyncLocalStorage<HookRun | undefined>();
  let active = true;

  const followed =
    <Event>(subscriber: (event: Event) => Promise<void> | void) =>
    (event: Event): Promise<void> | void => {
      const run = active ? readRun(event) : null;
      if (!run) return subscriber(event);
      return runs.run(run, async () => {
        try {
          return await subscriber(event);
        } finally {
          onEnd(run);
        }
      });
    };

  const plugin = strapi.plugin(LOCALAZY_PLUGIN_ID);
  const { bootstrap } = plugin;
  const recorded: typeof bootstrap = async (...args) => {
    const lifecycles = strapi.db?.lifecycles;
    if (!lifecycles) return bootstrap.apply(plugin, args);
    const { subscribe } = lifecycles;
    const subscribeFollowed: typeof subscribe = (subscriber) =>
      subscribe(typeof subscriber === 'function' ? followed(subscriber) : subscriber);
    lifecycles.subscribe = subscribeFollowed;
    try {
      await bootstrap.apply(plugin, args);
    } finally {
      lifecycles.subscribe = subscribe;
    }
  };
  plugin.bootstrap = recorded;

  return {
    current: () => runs.getStore(),
    restore() {
      active = false;
      if (plugin.bootstrap === recorded) plugin.bootstrap = bootstrap;
    },
  };
};
