import type { SessionStatus } from '../../shared/contracts';
import { sessionStatusSchema } from '../../shared/contracts';
import { STATUS_LABELS, statusLabels } from '../../shared/status-labels';
import { normaliseForSearch } from './search-text';

/**
 * The statuses whose name contains the text, as the page shows it in `locale` (BCP 47), in English,
 * or as the API names it (`in-progress`). None for an empty text.
 */
export const statusesMatching = (text: string, locale: string): Set<SessionStatus> => {
  const wanted = normaliseForSearch(text);
  const names = (status: SessionStatus) => [
    status,
    STATUS_LABELS.en[status],
    statusLabels(locale)[status],
  ];
  return new Set(
    sessionStatusSchema.options.filter(
      (status) => wanted && names(status).some((name) => normaliseForSearch(name).includes(wanted))
    )
  );
};
