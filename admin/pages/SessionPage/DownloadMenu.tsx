import { MenuItem, SimpleMenu } from '@strapi/design-system/v2';
import { CarretDown, Download } from '@strapi/icons';
import styled from 'styled-components';
import { Spinner } from '../../components/BusyButton';
import { useSessionDownload } from '../../hooks/session/useSession';
import { useTranslate } from '../../hooks/useTranslate';

/** Its designed size: the design system's button makes all icons equally large. */
const Caret = styled(CarretDown)`
  && {
    height: ${4 / 16}rem;
    width: ${6 / 16}rem;
  }
`;

export const DownloadMenu = ({ sessionId }: { sessionId: number }) => {
  const t = useTranslate();
  const { download, isDownloading } = useSessionDownload(sessionId);
  return (
    <SimpleMenu
      variant="secondary"
      aria-busy={isDownloading}
      startIcon={isDownloading ? <Spinner /> : <Download />}
      endIcon={<Caret aria-hidden />}
      popoverPlacement="bottom-end"
      label={t(isDownloading ? 'session-page.downloading' : 'session-page.download')}
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
