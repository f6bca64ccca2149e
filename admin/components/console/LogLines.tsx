import { useEffect } from 'react';
import type { CSSProperties } from 'react';
import { useQueryClient } from 'react-query';
import styled from 'styled-components';
import { queryKeys } from '../../api/keys';
import { isInRange } from '../../console/line-range';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useLineFocus } from '../../hooks/session/useLineFocus';
import { useLineFormat } from '../../hooks/session/useLineFormat';
import { useLineJump } from '../../hooks/session/useLineJump';
import { useLineList } from '../../hooks/session/useLineList';
import { useLines } from '../../hooks/session/useLines';
import { useTranslate } from '../../hooks/useTranslate';
import { ProblemBar, ProblemNotice } from '../Problem';
import { LINE_HEIGHT } from './line-styles';
import { LogLine } from './LogLine';
import type { LineActions } from './LogLine';

/** Placeholders shown until it's known which lines are listed. */
const PLACEHOLDERS = 12;

const NO_LINES = new Uint32Array();

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

interface LogLinesProps {
  sessionId: number;
  model: ConsoleModel;
  openData: ReadonlySet<number>;
  actions: LineActions;
}

/**
 * The lines themselves. They are a log, but not announced line by line: scrolling alone brings lines
 * into the page, which would be read out without end. `useAnnouncements` announces what is new.
 */
export const LogLines = ({ sessionId, model, openData, actions }: LogLinesProps) => {
  const { state, view, loaded, loading, isWrapped, isRunning, isFollowing, setFollowing } = model;
  const { jump, topSequence, selection } = model;
  const t = useTranslate();
  const client = useQueryClient();
  const format = useLineFormat();

  const listed = view?.listed ?? NO_LINES;
  const total = view ? listed.length : PLACEHOLDERS;
  const list = useLineList({
    total,
    lineHeight: LINE_HEIGHT,
    isWrapped,
    isRunning,
    isFollowing,
    setFollowing,
  });
  const { scroller, lines, visible, scrollTo, active, setActive } = list;
  const entries = useLines({ sessionId, isRunning, loaded, listed, visible });
  const { lineAt } = entries;
  const isLoaded = (index: number) => lineAt(index) !== undefined;
  const endJump = useLineJump({ jump, listed, isLoaded, scroller, scrollTo });
  const focus = useLineFocus({
    total,
    visible,
    scrollTo,
    onActive: setActive,
    onExtend: (from, to) => view && actions.onExtend(listed[from], listed[to]),
  });

  const top = listed[visible.start];
  useEffect(() => {
    if (top !== undefined) topSequence.current = top;
  }, [top, topSequence]);

  const error = loading.error ?? entries.error;
  useEffect(() => {
    // Where the session has been deleted meanwhile, its page shows that.
    if (error) void client.invalidateQueries([...queryKeys.session, sessionId]);
  }, [client, error, sessionId]);

  if (!view && loading.error) return <ProblemNotice {...loading} />;

  const inTabOrder = active ?? visible.start;
  return (
    <>
      <Scroller
        ref={scroller}
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
                entry={lineAt(index)}
                index={index}
                total={total}
                search={state.search}
                isWrapped={isWrapped}
                isOpen={openData.has(sequence)}
                isChosen={isInRange(sequence, selection)}
                isCurrent={sequence === model.currentLine}
                isInTabOrder={index === inTabOrder}
                actions={actions}
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
