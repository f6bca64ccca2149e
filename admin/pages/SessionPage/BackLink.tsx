import { Link } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Link as RouterLink, useLocation } from 'react-router-dom';
import type { EventType } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';
import { formatListState, parseListState } from '../../utils/list-state';
import { ROUTES } from '../../utils/routes';
import type { SessionLocationState } from '../../utils/routes';

/** Not the default NavLink: that one is active on every page below the list. */
const PLAIN = { as: RouterLink };

/** To the list as it was; where the page wasn't opened from it, to the session's own tab. */
export const BackLink = ({ eventType = 'upload' }: { eventType?: EventType }) => {
  const t = useTranslate();
  const { state } = useLocation<SessionLocationState | undefined>();
  const search = state?.listQuery ?? formatListState({ ...parseListState(''), tab: eventType });
  return (
    <Link startIcon={<ArrowLeft />} to={{ pathname: ROUTES.sessions, search }} {...PLAIN}>
      {t('session-page.back')}
    </Link>
  );
};
