import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { Download, Trash } from '@strapi/icons';
import styled from 'styled-components';
import { BusyButton } from '../../components/BusyButton';
import { PageHeader } from '../../components/Page';
import { useExportLogs } from '../../hooks/useListActions';
import { usePermissions } from '../../hooks/usePermissions';
import type { useSessions } from '../../hooks/useSessions';
import { useTranslate } from '../../hooks/useTranslate';
import { ClearDialog } from './ClearDialog';
import { ListSummary } from './ListSummary';

/** In a narrow window by their icons alone, so that they fit beside the title. */
const Actions = styled(Flex)`
  ${({ theme }) => theme.mediaQueries.mobile} {
    button > :last-child {
      clip-path: inset(50%);
      position: absolute;
    }
  }
`;

interface ListHeaderProps {
  list: ReturnType<typeof useSessions>['list'];
}

export const ListHeader = ({ list }: ListHeaderProps) => {
  const t = useTranslate();
  const { canExport, canClear } = usePermissions();
  const { exportLogs, isExporting } = useExportLogs();
  const [isClearOpen, setClearOpen] = useState(false);

  return (
    <>
      <PageHeader
        title={t('plugin.name')}
        subtitle={<ListSummary list={list} />}
        primaryAction={
          <Actions gap={2}>
            {canExport && (
              <BusyButton
                variant="secondary"
                startIcon={<Download />}
                isBusy={isExporting}
                onClick={() => exportLogs(undefined)}
              >
                {t('export.all')}
              </BusyButton>
            )}
            {canClear && (
              <Button
                variant="danger-light"
                startIcon={<Trash />}
                onClick={() => setClearOpen(true)}
              >
                {t('clear.button')}
              </Button>
            )}
          </Actions>
        }
      />
      {isClearOpen && <ClearDialog onClose={() => setClearOpen(false)} />}
    </>
  );
};
