import { statusLabels } from '../../shared/status-labels';

type Messages = Record<string, string>;

/** By interface language. Where one isn't here or lacks a text, Strapi takes the English one. */
const LOADERS: Record<string, () => Promise<{ default: Messages }>> = {
  en: () => import('./en.json'),
  cs: () => import('./cs.json'),
  de: () => import('./de.json'),
  fr: () => import('./fr.json'),
};

const statusMessages = (locale: string): Messages =>
  Object.fromEntries(
    Object.entries(statusLabels(locale)).map(([status, label]) => [`status.${status}`, label])
  );

/** The texts of `locale`, not yet prefixed; only the statuses where it isn't translated. */
export const loadMessages = async (locale: string): Promise<Messages> => {
  const load = Object.hasOwn(LOADERS, locale) ? LOADERS[locale] : undefined;
  return { ...(await load?.())?.default, ...statusMessages(locale) };
};
