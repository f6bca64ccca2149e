import { Link } from '@strapi/design-system/v2';
import { ArrowLeft } from '@strapi/icons';
import { Link as RouterLink, useLocation } from 'react-router-dom';
import { z } from 'zod';
import type { EventType } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';
import { formatListState, parseListState } from '../../utils/list-state';
import { ROUTES } from '../../utils/routes';
import type { SessionLocationState } from '../../utils/routes';

/** What the browser kept for this step of its history; it may be another version's, or nothing. */
const locationStateSchema = z
  .object({ listQuery: z.string().optional() } satisfies Record<keyof SessionLocationState, unknown>)
  .catch({});

/** To the list as it was left; where the page wasn't opened from it, to the session's own tab. */
export const BackLink = ({ eventType }: { eventType?: EventType }) => {
  const t = useTranslate();
  const { listQuery } = locationStateSchema.parse(useLocation().state);
  const tab = eventType ? { tab: eventType } : {};
  const search = listQuery ?? formatListState({ ...parseListState(''), ...tab });
  const target = { to: { pathname: ROUTES.sessions, search } };
  return (
    <Link as={RouterLink} isExternal={false} startIcon={<ArrowLeft aria-hidden />} {...target}>
      {t('session-page.back')}
    </Link>
  );
};
