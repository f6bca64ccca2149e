import { Button, EmptyStateLayout, LinkButton } from '@strapi/design-system';
import { Cog, Cross, Download, EmptyDocuments, Upload } from '@strapi/icons';
import type { EventType } from '../../../shared/contracts';
import { useLocalazyPlugin } from '../../hooks/useLocalazyPlugin';
import { useTranslate } from '../../hooks/useTranslate';
import { LOCALAZY_ROUTES } from '../../utils/routes';

const picture = <EmptyDocuments width="10rem" />;

const FIRST_STEP = {
  upload: { to: LOCALAZY_ROUTES.upload, icon: <Upload /> },
  download: { to: LOCALAZY_ROUTES.download, icon: <Download /> },
  webhook: { to: LOCALAZY_ROUTES.globalSettings, icon: <Cog /> },
} as const;

interface NothingToListProps {
  tab: EventType;
  isFiltered: boolean;
  onClearFilter: () => void;
}

export const NothingToList = ({ tab, isFiltered, onClearFilter }: NothingToListProps) => {
  const t = useTranslate();
  const hasLocalazy = useLocalazyPlugin();
  if (isFiltered) {
    return (
      <EmptyStateLayout
        icon={picture}
        content={t('empty.noMatch')}
        action={
          <Button variant="secondary" startIcon={<Cross />} onClick={onClearFilter}>
            {t('empty.clearFilters')}
          </Button>
        }
      />
    );
  }
  if (!hasLocalazy) return <EmptyStateLayout icon={picture} content={t('empty.noPlugin')} />;
  const { to, icon } = FIRST_STEP[tab];
  return (
    <EmptyStateLayout
      icon={picture}
      content={t(`empty.${tab}`)}
      action={
        <LinkButton to={to} variant="secondary" startIcon={icon}>
          {t(`empty.${tab}Link`)}
        </LinkButton>
      }
    />
  );
};
