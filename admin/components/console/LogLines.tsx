import { useEffect } from 'react';
import type { ClipboardEvent, CSSProperties } from 'react';
import { useQueryClient } from 'react-query';
import styled from 'styled-components';
import { queryKeys } from '../../api/client';
import { contentKey } from '../../api/content';
import { isInRange } from '../../console/console-state';
import { selectedLines } from '../../console/copied-lines';
import { timedLine } from '../../console/line-text';
import { useContentLinks } from '../../hooks/session/useContent';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useLineFocus, useLineJump, useLineList } from '../../hooks/session/useLineList';
import { useLines, useThrottledRange } from '../../hooks/session/useLines';
import type { LineFormat } from '../../hooks/session/useSessionClock';
import { useTranslate } from '../../hooks/useTranslate';
import { ProblemBar, ProblemNotice } from '../Problem';
import { LINE_HEIGHT } from './line-styles';
import { LogLine } from './LogLine';

/**
 * As high as the page leaves it; where that would be too little, the page scrolls too. The bar of selected
 * lines is over its end, so what it covers can be scrolled up.
 */
const Scroller = styled.div<{ $hasBar: boolean }>`
  flex: 1 0 18rem;
  height: 0;
  overflow: auto;
  overscroll-behavior: contain;
  padding-bottom: ${({ $hasBar }) => ($hasBar ? '3rem' : 0)};
  position: relative;
`;

const List = styled.ol`
  position: relative;
`;

/**
 * The lines themselves. They are a log, but not announced line by line: scrolling alone brings lines
 * into the page, which would be read out without end. `useAnnouncements` announces what is new.
 */
export const LogLines = ({ model, format }: { model: ConsoleModel; format: LineFormat }) => {
  const { sessionId, view, listed, loaded, loading, state, selection, isWrapped } = model;
  const t = useTranslate();
  const client = useQueryClient();
  const list = useLineList(model, LINE_HEIGHT);
  const { total, lines } = list;
  const visible = useThrottledRange(list.visible);
  const entries = useLines(model, visible);
  const links = useContentLinks(model, visible);
  const endJump = useLineJump(model, list);
  const focus = useLineFocus(model, list);

  const error = loading.error ?? entries.error;
  useEffect(() => {
    // Where the session has been deleted meanwhile, its page shows that.
    if (error) void client.invalidateQueries([...queryKeys.session, sessionId]);
  }, [client, error, sessionId]);

  if (!view && loading.error) return <ProblemNotice {...loading} />;

  const widths = {
    '--number-width': `${Math.max(2, String(listed.at(-1) ?? 0).length)}ch`,
    '--time-width': `${format.timeWidth}ch`,
  } as CSSProperties;

  const copySelected = (event: ClipboardEvent) => {
    const numbers = selectedLines(event.currentTarget, document.getSelection());
    const copied = numbers.flatMap((sequence) => loaded.get(sequence) ?? []);
    if (copied.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', copied.map(timedLine).join('\n'));
  };

  const inTabOrder = list.active ?? list.visible.start;
  return (
    <>
      <Scroller
        ref={list.scroller}
        role="log"
        aria-live="off"
        aria-label={t('session-page.console')}
        style={widths}
        $hasBar={selection !== null}
        onCopy={copySelected}
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
            const content = loaded.get(sequence)?.content;
            return (
              <LogLine
                key={String(key)}
                entry={loaded.get(sequence)}
                index={index}
                total={total}
                search={state.search}
                isWrapped={isWrapped}
                opened={model.partsOf(sequence)}
                repeats={view?.repeatsOf(sequence) ?? 0}
                link={content ? links.get(contentKey(content)) : null}
                isChosen={isInRange(sequence, selection)}
                isCurrent={sequence === model.currentLine}
                isInTabOrder={index === inTabOrder}
                actions={model.actions}
                toggle={model.toggle}
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
