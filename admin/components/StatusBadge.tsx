import { Badge } from '@strapi/design-system';
import type { SessionStatus } from '../../shared/contracts';
import { useTranslate } from '../hooks/useTranslate';
import { Highlight } from './Highlight';

const COLORS = {
  completed: { backgroundColor: 'success100', textColor: 'success700' },
  'in-progress': { backgroundColor: 'secondary100', textColor: 'secondary700' },
  failed: { backgroundColor: 'danger100', textColor: 'danger700' },
} as const;

/** A session's status by colour and by word, in the words that the search knows. */
export const StatusBadge = ({ status, search }: { status: SessionStatus; search?: string }) => {
  const t = useTranslate();
  return (
    <Badge {...COLORS[status]}>
      <Highlight text={t(`status.${status}`)} search={search} />
    </Badge>
  );
};
