import { useQuery } from 'react-query';
import { queryKeys } from '../api/client';
import { readContentLinks } from '../api/content';

/** An entry `api::article.article:24` by type and title, as log lines write it where this user may not read them. */
export const useEntryName = (entry: string): string => {
  const { data } = useQuery(
    [...queryKeys.content, 'link', entry],
    ({ signal }) => readContentLinks([entry], signal),
    { retry: false, refetchOnWindowFocus: false }
  );
  const link = data?.[0];
  const [, type, id] = /^(.*):(\d+)$/.exec(entry) ?? [];
  return link ? `${link.typeName} ${link.title ?? id}` : `${type}[${id}]`;
};
