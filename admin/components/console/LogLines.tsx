import { useEffect } from 'react';
import type { CSSProperties, MutableRefObject } from 'react';
import styled from 'styled-components';
import { isInRange } from '../../hooks/entries/line-range';
import type { LineRange } from '../../hooks/entries/line-range';
import type { EntryCache } from '../../hooks/entries/useEntryCache';
import { useEntryCounts, useEntryPages } from '../../hooks/entries/useEntryPages';
import { useFollow } from '../../hooks/entries/useFollow';
import { useJumpTarget } from '../../hooks/entries/useJumpTarget';
import { useLineFocus } from '../../hooks/entries/useLineFocus';
import { useLineFormat } from '../../hooks/entries/useLineFormat';
import type { LineJump } from '../../hooks/entries/useLineJump';
import { useLineList } from '../../hooks/entries/useLineList';
import { useReadRange } from '../../hooks/entries/useReadRange';
import { useRoomAbove } from '../../hooks/entries/useRoomAbove';
import { useTranslate } from '../../hooks/useTranslate';
import { ProblemBar } from '../ProblemBar';
import { ProblemNotice } from '../ProblemNotice';
import { LINE_HEIGHT } from './line-styles';
import { LogLine } from './LogLine';
import type { LineActions } from './LogLine';

/** Shown as lines to come until it's known how many there are. */
const LINES_TO_COME = 12;

/**
 * As high as its lines, and at most so that it ends where the window does, but for the bar that comes
 * with chosen lines; where that would leave too little, the page scrolls too. Never without a limit,
 * not even before it's measured what is above: all lines would be on screen at once, and drawn.
 */
const Scroller = styled.div`
  max-height: max(20rem, calc(100vh - var(--room-above, 26rem) - 5rem));
  min-height: ${LINE_HEIGHT / 16}rem;
  overflow: auto;
  overscroll-behavior: contain;
  position: relative;
`;

const List = styled.ol`
  position: relative;
`;

export interface LogLinesProps {
  cache: EntryCache;
  search: string;
  isWrapped: boolean;
  openData: ReadonlySet<number>;
  selection: LineRange | null;
  /** The sequence of the line that was stepped to. */
  current: number | undefined;
  jump: LineJump | null;
  isRunning: boolean;
  isFollowing: boolean;
  onFollow: (isFollowing: boolean) => void;
  actions: LineActions;
  /** Told the sequence of the first line on screen. */
  topSequence: MutableRefObject<number>;
  onError: (error: unknown) => void;
}

/**
 * The lines themselves. They are a log, but not announced line by line: scrolling alone brings lines
 * into the page, which would be read out without end. `useAnnouncements` tells what is new.
 */
export const LogLines = (props: LogLinesProps) => {
  const { cache, isWrapped, isFollowing, openData, selection, actions, topSequence } = props;
  const { jump, onError } = props;
  const t = useTranslate();
  const format = useLineFormat();
  const total = useEntryCounts(cache)?.total;
  const count = total ?? LINES_TO_COME;
  const list = useLineList({ total: count, lineHeight: LINE_HEIGHT, isWrapped, isFollowing });
  const { scroller, lines, visible, scrollTo, showList, active, setActive } = list;
  const { lineAt, error, isRetrying, retry } = useEntryPages(cache, useReadRange(visible));

  useRoomAbove(scroller);

  const isLoaded = (index: number) => lineAt(index) !== undefined;
  const { giveUp } = useJumpTarget({ cache, jump, total, isLoaded, scrollTo, onFound: showList });

  const extend = (from: number, to: number) => {
    const [first, last] = [lineAt(from), lineAt(to)];
    if (first && last) actions.onExtend(first.sequence, last.sequence);
  };
  const focus = useLineFocus({
    total: count,
    visible,
    scrollTo,
    onActive: setActive,
    onExtend: extend,
  });
  const onScroll = useFollow(props);

  const top = lineAt(visible.start)?.sequence;
  useEffect(() => {
    if (top !== undefined) topSequence.current = top;
  }, [top, topSequence]);

  useEffect(() => {
    if (error) onError(error);
  }, [error, onError]);

  if (total === undefined && error) {
    return <ProblemNotice error={error} isRetrying={isRetrying} onRetry={retry} />;
  }

  const inTabOrder = active ?? visible.start;
  return (
    <>
      <Scroller
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t('session-page.console')}
        style={{ '--level-width': `${format.levelWidth}ch` } as CSSProperties}
        onScroll={onScroll}
        onWheel={giveUp}
        onPointerDown={giveUp}
      >
        <List
          ref={(element) => {
            focus.list.current = element;
            lines.containerRef(element);
          }}
          {...focus.handlers}
        >
          {lines.getVirtualItems().map(({ index, key }) => {
            const entry = lineAt(index);
            const sequence = entry?.sequence ?? 0;
            return (
              <LogLine
                key={String(key)}
                entry={entry}
                index={index}
                total={count}
                search={props.search}
                isWrapped={isWrapped}
                isOpen={openData.has(sequence)}
                isChosen={isInRange(sequence, selection)}
                isCurrent={sequence === props.current}
                isInTabOrder={index === inTabOrder}
                actions={actions}
                format={format}
                measure={lines.measureElement}
              />
            );
          })}
        </List>
      </Scroller>
      {error !== null && (
        <ProblemBar
          variant="danger"
          text={t('session-page.linesMissing')}
          isRetrying={isRetrying}
          onRetry={retry}
        />
      )}
    </>
  );
};
