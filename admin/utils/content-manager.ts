import type { ContentLink } from '../../shared/contracts';

/** An entry's page in the Content Manager, in its language. */
export const contentManagerPath = ({ type, id, locale, kind }: ContentLink) => {
  const path =
    kind === 'singleType'
      ? `/content-manager/single-types/${type}`
      : `/content-manager/collection-types/${type}/${id}`;
  return locale ? `${path}?plugins[i18n][locale]=${encodeURIComponent(locale)}` : path;
};
