import { useMemo } from 'react';
import { Box, Button, Divider, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { useConsole } from '../../hooks/entries/useConsole';
import { useOpenData } from '../../hooks/entries/useOpenData';
import { useTranslate } from '../../hooks/useTranslate';
import { ConsoleToolbar } from './ConsoleToolbar';
import { EmptyLines } from './EmptyLines';
import type { LineActions } from './LogLine';
import { LogLines } from './LogLines';
import { SelectionBar } from './SelectionBar';

const Frame = styled(Box)`
  position: relative;
`;

/** Above the lines, so that they keep their place when it comes and goes. */
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

/** A session's lines as its console showed them, with what helps to find one's way in them. */
export const Console = ({ session }: { session: Pick<Session, 'id' | 'status'> }) => {
  const t = useTranslate();
  const model = useConsole(session);
  const { state, cache, counts, filter, selection, choose, extend, hrefOf, isFollowing } = model;
  const { openData, toggleData } = useOpenData();
  const actions = useMemo<LineActions>(
    () => ({ hrefOf, onChoose: choose, onExtend: extend, onToggleData: toggleData }),
    [hrefOf, choose, extend, toggleData]
  );

  return (
    <Box
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      shadow="tableShadow"
      overflow="hidden"
    >
      <ConsoleToolbar
        state={state}
        onChange={model.changeState}
        counts={counts}
        matches={model.matches}
        currentMatch={model.currentMatch}
        onStepToMatch={(direction) => void model.stepThrough('match', direction)}
        onStepToLevel={(level) => void model.stepThrough(level)}
        isWrapped={model.isWrapped}
        onWrap={model.setWrapped}
      />
      <Divider />
      <Frame>
        {counts?.total === 0 ? (
          <EmptyLines
            state={state}
            debugLines={counts.levelCounts.debug ?? 0}
            isRunning={model.isRunning}
            onChange={model.changeState}
          />
        ) : (
          <LogLines
            // Other lines have other heights.
            key={JSON.stringify(filter)}
            cache={cache}
            search={state.search}
            isWrapped={model.isWrapped}
            openData={openData}
            selection={selection}
            current={model.current?.sequence}
            jump={model.jump}
            isRunning={model.isRunning}
            isFollowing={isFollowing}
            onFollow={model.setFollowing}
            actions={actions}
            topSequence={model.topSequence}
            onError={model.refreshSession}
          />
        )}
        {model.isRunning && !isFollowing && Boolean(counts?.total) && (
          <FollowButton justifyContent="center">
            <Button startIcon={<ArrowDown />} onClick={() => model.setFollowing(true)}>
              {t('session-page.follow')}
            </Button>
          </FollowButton>
        )}
      </Frame>
      {selection && (
        <SelectionBar
          sessionId={session.id}
          filter={filter}
          selection={selection}
          onClear={model.clear}
        />
      )}
    </Box>
  );
};
