import { Button, EmptyStateLayout, LinkButton } from '@strapi/design-system';
import { Cog, Cross, Earth, EmptyDocuments } from '@strapi/icons';
import { useListState } from '../../hooks/useListState';
import { useLocalazyPlugin } from '../../hooks/useLocalazyPlugin';
import { useTranslate } from '../../hooks/useTranslate';
import { LOCALAZY_ROUTES } from '../../utils/routes';

const picture = <EmptyDocuments width="10rem" />;

const FIRST_STEP = {
  upload: { to: LOCALAZY_ROUTES.plugin, icon: <Earth />, label: 'empty.pluginLink' },
  download: { to: LOCALAZY_ROUTES.plugin, icon: <Earth />, label: 'empty.pluginLink' },
  webhook: { to: LOCALAZY_ROUTES.globalSettings, icon: <Cog />, label: 'empty.webhookLink' },
} as const;

export const NothingToList = ({ isFiltered }: { isFiltered: boolean }) => {
  const t = useTranslate();
  const { state, clearFilter } = useListState();
  const hasLocalazy = useLocalazyPlugin();
  if (isFiltered) {
    return (
      <EmptyStateLayout
        icon={picture}
        content={t('empty.noMatch')}
        action={
          <Button variant="secondary" startIcon={<Cross />} onClick={clearFilter}>
            {t('empty.clearFilters')}
          </Button>
        }
      />
    );
  }
  if (!hasLocalazy) return <EmptyStateLayout icon={picture} content={t('empty.noPlugin')} />;
  const { to, icon, label } = FIRST_STEP[state.tab];
  return (
    <EmptyStateLayout
      icon={picture}
      content={t(`empty.${state.tab}`)}
      action={
        <LinkButton to={to} variant="secondary" startIcon={icon} style={{ textDecoration: 'none' }}>
          {t(label)}
        </LinkButton>
      }
    />
  );
};
