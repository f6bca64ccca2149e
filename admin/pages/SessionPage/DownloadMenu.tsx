import { MenuItem, SimpleMenu } from '@strapi/design-system/v2';
import { Download, Loader } from '@strapi/icons';
import { useSessionDownload } from '../../hooks/entries/useSessionDownload';
import { useTranslate } from '../../hooks/useTranslate';

/** Downloads the session as one file or another. */
export const DownloadMenu = ({ sessionId }: { sessionId: number }) => {
  const t = useTranslate();
  const { download, isDownloading, progress } = useSessionDownload(sessionId);
  return (
    <SimpleMenu
      variant="secondary"
      aria-busy={isDownloading}
      startIcon={isDownloading ? <Loader /> : <Download />}
      popoverPlacement="bottom-end"
      label={
        isDownloading
          ? t('session-page.downloading', { done: progress })
          : t('session-page.download')
      }
    >
      <MenuItem disabled={isDownloading} onSelect={() => download('json')}>
        {t('session-page.downloadJson')}
      </MenuItem>
      <MenuItem disabled={isDownloading} onSelect={() => download('txt')}>
        {t('session-page.downloadText')}
      </MenuItem>
    </SimpleMenu>
  );
};
