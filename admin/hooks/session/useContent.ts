import { useMemo, useState } from 'react';
import { useQuery } from 'react-query';
import { MAX_LINKS } from '../../../shared/contracts';
import type { ContentLink } from '../../../shared/contracts';
import { contentKey, readContentLinks, readContentTypes } from '../../api/content';
import { queryKeys } from '../../api/client';
import { readEntries } from '../../api/entries';
import type { IndexRange } from '../../console/blocks';
import type { ConsoleModel } from './useConsole';

const OPTIONS = { retry: false, refetchOnWindowFocus: false } as const;

/**
 * What leads to the entries of content that the lines on screen are about, by their keys: requested
 * together, once each. Where that fails, there are no links.
 */
export const useContentLinks = (model: ConsoleModel, { start, end }: IndexRange) => {
  const [links] = useState(() => new Map<string, ContentLink | null>());
  const contents = [...model.listed.subarray(start, end + 1)].flatMap(
    (sequence) => model.loaded.get(sequence)?.content ?? []
  );
  const missing = [...new Set(contents.map(contentKey))]
    .filter((key) => !links.has(key))
    .slice(0, MAX_LINKS);

  useQuery(
    [...queryKeys.content, 'links', missing.join()],
    async ({ signal }) => {
      const found = await readContentLinks(missing, signal);
      missing.forEach((key, index) => links.set(key, found[index] ?? null));
      return true;
    },
    // They are kept in `links`.
    { ...OPTIONS, enabled: missing.length > 0, cacheTime: 0 }
  );
  return links;
};

/** What leads to the entry that the first error is about; undefined where there is none. */
export const useFailedEntry = ({ sessionId, firstError: first }: ConsoleModel) => {
  const { data } = useQuery(
    [...queryKeys.content, 'failed', sessionId, first],
    async ({ signal }) => {
      const [entry] = await readEntries(sessionId, String(first), signal);
      const content = entry?.content;
      return content ? (await readContentLinks([contentKey(content)], signal))[0] : null;
    },
    { ...OPTIONS, enabled: first !== undefined }
  );
  return data ?? undefined;
};

/** Names of content types, as the Content Manager shows them; the uid of one that it doesn't show. */
export const useTypeNames = () => {
  const { data } = useQuery(
    [...queryKeys.content, 'types'],
    ({ signal }) => readContentTypes(signal),
    { ...OPTIONS, staleTime: 60_000 }
  );
  return useMemo(() => {
    const names = new Map(data?.map(({ uid, name }) => [uid, name]));
    return (uid: string) => names.get(uid) ?? uid;
  }, [data]);
};
