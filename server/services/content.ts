import type { LoadedStrapi } from '@strapi/types';
import type { ContentEntries, ContentLink, ContentTypesResponse } from '../../shared/contracts';

/** A content type as the Content Manager knows it. */
interface ManagedType {
  uid: string;
  kind: ContentLink['kind'];
  isDisplayed: boolean;
  info: { displayName: string };
  options?: { draftAndPublish?: boolean };
}

interface ManagedTypes {
  findContentType(uid: string): ManagedType | undefined;
  findAllContentTypes(): ManagedType[];
  findConfiguration(type: ManagedType): Promise<{ settings: { mainField: string } }>;
}

export interface LocalizedEntry {
  id: number;
  locale: string | null;
}

interface LocalizedEntity extends LocalizedEntry {
  localizations?: LocalizedEntry[];
}

type Entity = Record<string, unknown> & { id: number };

interface PermissionChecker {
  cannot: { read(): boolean };
  sanitizedQuery: { read(query: object): Promise<object> };
  sanitizeOutput(entity: Entity): Promise<Entity>;
}

interface PermissionCheckers {
  create(options: { userAbility: unknown; model: string }): PermissionChecker;
}

interface PopulateBuilder {
  populateFromQuery(query: object): { build(): Promise<object | undefined> };
}

/** Each costs a part of a query. */
const MAX_LOCALIZATIONS = 100;

const titleOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || null : null;

/** What Strapi knows of the content that lines are about. */
export const createContentService = ({ strapi }: { strapi: LoadedStrapi }) => {
  const manager = () => strapi.plugin('content-manager');
  const managedTypes = (): ManagedTypes => manager().service('content-types');

  const displayedType = (uid: string) => {
    const type = managedTypes().findContentType(uid);
    return type?.isDisplayed ? type : null;
  };

  /** Those entries of a type that a user may read. */
  const readable = async (type: ManagedType, ids: number[], checker: PermissionChecker) => {
    const allowed = await checker.sanitizedQuery.read({ filters: { id: { $in: ids } } });
    const builderOf: (uid: string) => PopulateBuilder = manager().service('populate-builder');
    const populate = await builderOf(type.uid).populateFromQuery(allowed).build();
    const query = { ...allowed, populate, locale: 'all', page: 1, pageSize: ids.length };
    const found: { results: Entity[] } = await manager()
      .service('entity-manager')
      .findPage(query, type.uid);
    return found.results;
  };

  const linksOfType = async (
    { type: uid, ids }: ContentEntries,
    userAbility: unknown
  ): Promise<ContentLink[]> => {
    const type = displayedType(uid);
    if (!type) return [];
    const checkers: PermissionCheckers = manager().service('permission-checker');
    const checker = checkers.create({ userAbility, model: uid });
    if (checker.cannot.read()) return [];
    const { settings } = await managedTypes().findConfiguration(type);
    const entities = await readable(type, ids, checker);
    return Promise.all(
      entities.map(async (entity) => {
        const shown = await checker.sanitizeOutput(entity);
        return {
          type: uid,
          id: entity.id,
          locale: typeof entity.locale === 'string' ? entity.locale : null,
          title: settings.mainField === 'id' ? null : titleOf(shown[settings.mainField]),
          typeName: type.info.displayName,
          kind: type.kind,
          isPublished: type.options?.draftAndPublish ? Boolean(entity.publishedAt) : null,
        };
      })
    );
  };

  /** An entry with the same in other languages; alone where it's gone or its type isn't localized. */
  const localizations = async (type: string, id: number): Promise<LocalizedEntry[]> => {
    const model = strapi.contentTypes[type as keyof typeof strapi.contentTypes];
    const alone = { id, locale: null };
    if (!model || !('localizations' in model.attributes)) return [alone];
    const select = ['id', 'locale'];
    const entity: LocalizedEntity | null = await strapi.db
      .query(type)
      .findOne({ where: { id }, select, populate: { localizations: { select } } });
    if (!entity) return [alone];
    const { localizations: others = [], locale } = entity;
    return [{ id, locale }, ...others.slice(0, MAX_LOCALIZATIONS)];
  };

  return {
    localizations,

    /** The filter, for the entry that it names with its localizations. */
    async widen<Filter extends { entry?: ContentEntries }>(filter: Filter): Promise<Filter> {
      const { entry } = filter;
      if (!entry) return filter;
      const all = await Promise.all(entry.ids.map((id) => localizations(entry.type, id)));
      return { ...filter, entry: { ...entry, ids: all.flat().map(({ id }) => id) } };
    },

    /** In the order asked for; null for what this user has no link to. */
    async links(asked: ContentEntries[], userAbility: unknown): Promise<(ContentLink | null)[]> {
      const idsByType = new Map<string, Set<number>>();
      for (const { type, ids } of asked) {
        idsByType.set(type, new Set([...(idsByType.get(type) ?? []), ...ids]));
      }
      const found = await Promise.all(
        [...idsByType].map(([type, ids]) => linksOfType({ type, ids: [...ids] }, userAbility))
      );
      const byEntry = new Map(found.flat().map((link) => [`${link.type}:${link.id}`, link]));
      return asked.map(({ type, ids: [id] }) => byEntry.get(`${type}:${id}`) ?? null);
    },

    types: (): ContentTypesResponse['results'] =>
      managedTypes()
        .findAllContentTypes()
        .filter(({ isDisplayed }) => isDisplayed)
        .map(({ uid, info }) => ({ uid, name: info.displayName })),
  };
};

export type ContentService = ReturnType<typeof createContentService>;
