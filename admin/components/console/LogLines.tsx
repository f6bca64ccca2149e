import { useEffect } from 'react';
import type { CSSProperties } from 'react';
import { useQueryClient } from 'react-query';
import styled from 'styled-components';
import { queryKeys } from '../../api/client';
import { isInRange } from '../../console/console-state';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useLineFocus, useLineJump, useLineList } from '../../hooks/session/useLineList';
import { useLines } from '../../hooks/session/useLines';
import { useLineFormat } from '../../hooks/useFormats';
import { useTranslate } from '../../hooks/useTranslate';
import { ProblemBar, ProblemNotice } from '../Problem';
import { LINE_HEIGHT } from './line-styles';
import { LogLine } from './LogLine';

/**
 * As high as its lines, and at most so that it ends where the window does, minus the bar that comes
 * with selected lines; where that would leave too little, the page scrolls too. Never without a limit,
 * not even before the offset is measured: all lines would be on screen, and drawn.
 */
const Scroller = styled.div`
  max-height: max(20rem, calc(100vh - var(--top-offset, 26rem) - 5rem));
  min-height: ${LINE_HEIGHT / 16}rem;
  overflow: auto;
  overscroll-behavior: contain;
  position: relative;
`;

const List = styled.ol`
  position: relative;
`;

/**
 * The lines themselves. They are a log, but not announced line by line: scrolling alone brings lines
 * into the page, which would be read out without end. `useAnnouncements` announces what is new.
 */
export const LogLines = ({ model }: { model: ConsoleModel }) => {
  const { sessionId, view, listed, loaded, loading, state, selection, isWrapped } = model;
  const t = useTranslate();
  const client = useQueryClient();
  const format = useLineFormat();
  const list = useLineList(model, LINE_HEIGHT);
  const { total, lines } = list;
  const entries = useLines(model, list.visible);
  const endJump = useLineJump(model, list);
  const focus = useLineFocus(model, list);

  const error = loading.error ?? entries.error;
  useEffect(() => {
    // Where the session has been deleted meanwhile, its page shows that.
    if (error) void client.invalidateQueries([...queryKeys.session, sessionId]);
  }, [client, error, sessionId]);

  if (!view && loading.error) return <ProblemNotice {...loading} />;

  const inTabOrder = list.active ?? list.visible.start;
  return (
    <>
      <Scroller
        ref={list.scroller}
        role="log"
        aria-live="off"
        aria-label={t('session-page.console')}
        style={{ '--level-width': `${format.levelWidth}ch` } as CSSProperties}
        onScroll={list.onScroll}
        onWheel={endJump}
        onPointerDown={endJump}
      >
        <List
          ref={(element) => {
            focus.list.current = element;
            lines.containerRef(element);
          }}
          {...focus.handlers}
        >
          {lines.getVirtualItems().map(({ index, key }) => {
            const sequence = listed[index] ?? 0;
            return (
              <LogLine
                key={String(key)}
                entry={loaded.get(sequence)}
                index={index}
                total={total}
                search={state.search}
                isWrapped={isWrapped}
                isOpen={model.openData.has(sequence)}
                isChosen={isInRange(sequence, selection)}
                isCurrent={sequence === model.currentLine}
                isInTabOrder={index === inTabOrder}
                actions={model.actions}
                toggleData={model.toggleData}
                format={format}
                measure={lines.measureElement}
              />
            );
          })}
        </List>
      </Scroller>
      {entries.error !== null && (
        <ProblemBar
          variant="danger"
          text={t('session-page.linesMissing')}
          isRetrying={entries.isRetrying}
          onRetry={entries.onRetry}
        />
      )}
    </>
  );
};
