import { Link } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Link as RouterLink, useLocation } from 'react-router-dom';
import { z } from 'zod';
import type { EventType } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';
import { formatListState, parseListState } from '../../utils/list-state';
import { ROUTES } from '../../utils/routes';
import type { SessionLocationState } from '../../utils/routes';

/** The state of this history entry; it may be another version's, or missing. */
const locationStateSchema = z
  .object({ listQuery: z.string().optional() } satisfies Record<
    keyof SessionLocationState,
    unknown
  >)
  .catch({});

/** Not the default NavLink: that one is active on every page below the list. */
const PLAIN = { as: RouterLink };

/** To the list as it was; where the page wasn't opened from it, to the session's own tab. */
export const BackLink = ({ eventType }: { eventType?: EventType }) => {
  const t = useTranslate();
  const { listQuery } = locationStateSchema.parse(useLocation().state);
  const tab = eventType ? { tab: eventType } : {};
  const search = listQuery ?? formatListState({ ...parseListState(''), ...tab });
  return (
    <Link startIcon={<ArrowLeft />} to={{ pathname: ROUTES.sessions, search }} {...PLAIN}>
      {t('session-page.back')}
    </Link>
  );
};
