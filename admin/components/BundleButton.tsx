import { Tooltip } from '@strapi/design-system';
import { File } from '@strapi/icons';
import { useBundle } from '../hooks/session/useBundle';
import { usePermissions } from '../hooks/usePermissions';
import { useTranslate } from '../hooks/useTranslate';
import { BusyButton } from './BusyButton';

/** For holders of the export permission: what support needs to find the cause of a problem, in one file. */
export const BundleButton = ({ sessionId }: { sessionId: number }) => {
  const t = useTranslate();
  const { canExport } = usePermissions();
  const { download, isDownloading } = useBundle(sessionId);
  if (!canExport) return null;
  return (
    <Tooltip description={t('bundle.hint')}>
      <BusyButton variant="tertiary" startIcon={<File />} isBusy={isDownloading} onClick={download}>
        {t('bundle.button')}
      </BusyButton>
    </Tooltip>
  );
};
