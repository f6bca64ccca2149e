import { Box, Button, Divider, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { listedFilter } from '../../console/console-state';
import { useConsole } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import { ConsoleToolbar } from './ConsoleToolbar';
import { EmptyLines } from './EmptyLines';
import { LogLines } from './LogLines';
import { SelectionBar } from './SelectionBar';

/** Over the lines, so that they don't move when it comes and goes. */
const FollowButton = styled(Flex)`
  bottom: ${({ theme }) => theme.spaces[4]};
  left: 0;
  pointer-events: none;
  position: absolute;
  right: 0;

  & > * {
    pointer-events: auto;
  }
`;

export const Console = ({ session }: { session: Pick<Session, 'id' | 'status'> }) => {
  const t = useTranslate();
  const model = useConsole(session);
  const { state, view, listed, isRunning, isFollowing } = model;
  return (
    <Box
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      shadow="tableShadow"
      overflow="hidden"
    >
      <ConsoleToolbar model={model} />
      <Divider />
      <Box position="relative">
        {view && listed.length === 0 ? (
          <EmptyLines model={model} debugLines={view.levelCounts.debug} />
        ) : (
          // By filter: other lines have other heights.
          <LogLines key={JSON.stringify(listedFilter(state))} model={model} />
        )}
        {isRunning && !isFollowing && listed.length > 0 && (
          <FollowButton justifyContent="center">
            <Button startIcon={<ArrowDown />} onClick={() => model.setFollowing(true)}>
              {t('session-page.follow')}
            </Button>
          </FollowButton>
        )}
      </Box>
      <SelectionBar model={model} />
    </Box>
  );
};
