import type { SessionStatus } from './contracts';

type StatusLabels = Record<SessionStatus, string>;

/**
 * Status as the page shows it, by language. The search finds sessions by these words, so both halves
 * take them from here. English is complete by contract; a language that isn't here is shown in English.
 */
export const STATUS_LABELS: Record<string, StatusLabels> & { en: StatusLabels } = {
  en: { completed: 'Completed', 'in-progress': 'In Progress', failed: 'Failed' },
  cs: { completed: 'Dokončeno', 'in-progress': 'Probíhá', failed: 'Selhalo' },
  de: { completed: 'Abgeschlossen', 'in-progress': 'In Bearbeitung', failed: 'Fehlgeschlagen' },
  fr: { completed: 'Terminé', 'in-progress': 'En cours', failed: 'Échoué' },
};

/** The labels of a BCP 47 tag (`cs-CZ` takes `cs`), English where the language is unknown. */
export const statusLabels = (locale: string): StatusLabels =>
  (Object.hasOwn(STATUS_LABELS, locale) && STATUS_LABELS[locale]) ||
  (Object.hasOwn(STATUS_LABELS, locale.split('-')[0]) && STATUS_LABELS[locale.split('-')[0]]) ||
  STATUS_LABELS.en;
