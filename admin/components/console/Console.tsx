import { useMemo, useState } from 'react';
import { Box, Button, Divider, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { listedFilter } from '../../console/console-state';
import { useConsole } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import { ConsoleToolbar } from './ConsoleToolbar';
import { EmptyLines } from './EmptyLines';
import type { LineActions } from './LogLine';
import { LogLines } from './LogLines';
import { SelectionBar } from './SelectionBar';

const Frame = styled(Box)`
  position: relative;
`;

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

const toggled = (open: ReadonlySet<number>, sequence: number): ReadonlySet<number> =>
  open.has(sequence)
    ? new Set([...open].filter((other) => other !== sequence))
    : new Set([...open, sequence]);

export const Console = ({ session }: { session: Pick<Session, 'id' | 'status'> }) => {
  const t = useTranslate();
  const model = useConsole(session);
  const { state, view, isRunning, isFollowing, selection, choose, extend, hrefOf } = model;
  const [openData, setOpenData] = useState<ReadonlySet<number>>(new Set());
  const actions = useMemo<LineActions>(
    () => ({
      hrefOf,
      onChoose: choose,
      onExtend: extend,
      onToggleData: (sequence) => setOpenData((open) => toggled(open, sequence)),
    }),
    [hrefOf, choose, extend]
  );
  const filter = listedFilter(state);

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
      <Frame>
        {view?.listed.length === 0 ? (
          <EmptyLines
            state={state}
            debugLines={view.levelCounts.debug}
            isRunning={isRunning}
            onChange={model.changeState}
          />
        ) : (
          // By filter: other lines have other heights.
          <LogLines
            key={JSON.stringify(filter)}
            sessionId={session.id}
            model={model}
            openData={openData}
            actions={actions}
          />
        )}
        {isRunning && !isFollowing && Boolean(view?.listed.length) && (
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
          onClear={model.clearSelection}
        />
      )}
    </Box>
  );
};
