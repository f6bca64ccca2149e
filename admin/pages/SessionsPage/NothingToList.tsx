import { Button, EmptyStateLayout, LinkButton } from '@strapi/design-system';
import { Cog, Cross, Download, EmptyDocuments, Upload } from '@strapi/icons';
import { useListState } from '../../hooks/useListState';
import { useLocalazyPlugin } from '../../hooks/useLocalazyPlugin';
import { useTranslate } from '../../hooks/useTranslate';
import { LOCALAZY_ROUTES } from '../../utils/routes';

const picture = <EmptyDocuments width="10rem" />;

const FIRST_STEP = {
  upload: { to: LOCALAZY_ROUTES.upload, icon: <Upload /> },
  download: { to: LOCALAZY_ROUTES.download, icon: <Download /> },
  webhook: { to: LOCALAZY_ROUTES.globalSettings, icon: <Cog /> },
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
  const { to, icon } = FIRST_STEP[state.tab];
  return (
    <EmptyStateLayout
      icon={picture}
      content={t(`empty.${state.tab}`)}
      action={
        <LinkButton to={to} variant="secondary" startIcon={icon}>
          {t(`empty.${state.tab}Link`)}
        </LinkButton>
      }
    />
  );
};
