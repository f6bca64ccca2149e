import { Status, Typography } from '@strapi/design-system';
import type { SessionStatus } from '../../shared/contracts';
import { useTranslate } from '../hooks/useTranslate';
import { Highlight } from './Highlight';

const VARIANTS = { completed: 'success', 'in-progress': 'secondary', failed: 'danger' } as const;

interface StatusBadgeProps {
  status: SessionStatus;
  search?: string;
}

/** A session's status, in the words that the search finds. */
export const StatusBadge = ({ status, search }: StatusBadgeProps) => {
  const t = useTranslate();
  const variant = VARIANTS[status];
  return (
    <Status variant={variant} size="S" showBullet={false} display="inline-block">
      <Typography
        variant="omega"
        fontWeight="bold"
        textColor={`${variant}700`}
        style={{ whiteSpace: 'nowrap' }}
      >
        <Highlight text={t(`status.${status}`)} search={search} />
      </Typography>
    </Status>
  );
};
