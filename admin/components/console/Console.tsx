import { Button, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import styled from 'styled-components';
import { listedFilter } from '../../console/console-state';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import type { LineFormat } from '../../hooks/session/useSessionClock';
import { useTranslate } from '../../hooks/useTranslate';
import { ConsoleToolbar } from './ConsoleToolbar';
import { EmptyLines } from './EmptyLines';
import { LogLines } from './LogLines';
import { SelectionBar } from './SelectionBar';

/** Its lines take what height the page has left. */
const Frame = styled.div`
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
  display: flex;
  flex: 1;
  flex-direction: column;
  overflow: hidden;
`;

const Lines = styled.div`
  display: flex;
  flex: 1;
  flex-direction: column;
  position: relative;
`;

/** Over the lines, so that they don't move when it comes and goes. */
const Overlay = styled.div`
  bottom: 0;
  left: 0;
  pointer-events: none;
  position: absolute;
  right: 0;
  z-index: 1;

  & > * {
    pointer-events: auto;
  }
`;

export const Console = ({ model, format }: { model: ConsoleModel; format: LineFormat }) => {
  const t = useTranslate();
  const { state, view, listed, isRunning, isFollowing } = model;
  return (
    <Frame>
      <ConsoleToolbar model={model} />
      <Lines>
        {view && listed.length === 0 ? (
          <EmptyLines model={model} debugLines={view.levelCounts.debug} />
        ) : (
          // By filter: other lines have other heights.
          <LogLines key={JSON.stringify(listedFilter(state))} model={model} format={format} />
        )}
        <Overlay>
          {isRunning && !isFollowing && listed.length > 0 && (
            <Flex justifyContent="center" paddingBottom={2} style={{ pointerEvents: 'none' }}>
              <Button
                size="S"
                startIcon={<ArrowDown />}
                style={{ pointerEvents: 'auto' }}
                onClick={() => model.setFollowing(true)}
              >
                {t('session-page.follow')}
              </Button>
            </Flex>
          )}
          <SelectionBar model={model} />
        </Overlay>
      </Lines>
    </Frame>
  );
};
