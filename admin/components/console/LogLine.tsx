import { memo, useMemo } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { CarretDown } from '@strapi/icons';
import type { Entry } from '../../../shared/contracts';
import { hasData, safeText } from '../../console/line-text';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import type { LineFormat } from '../../hooks/useFormats';
import { useTranslate } from '../../hooks/useTranslate';
import { Highlight } from '../Highlight';
import {
  LineData,
  LineItem,
  LineLevel,
  LineMessage,
  LineNumber,
  LineSkeleton,
  LineTime,
  LineToggle,
} from './line-styles';

interface LineContentProps extends LogLineProps {
  entry: Entry;
  onNumberClick: (event: MouseEvent) => void;
}

const LineContent = (props: LineContentProps) => {
  const { entry, search, isOpen, isInTabOrder, actions, toggleData, format } = props;
  const { sequence, timestamp, level, message, data } = entry;
  const t = useTranslate();
  const text = useMemo(() => safeText(message), [message]);
  const tabIndex = isInTabOrder ? 0 : -1;
  return (
    <>
      <LineNumber
        href={actions.hrefOf(sequence)}
        aria-label={t('session-page.linkToLine', { line: sequence })}
        tabIndex={tabIndex}
        onClick={props.onNumberClick}
      >
        {sequence}
      </LineNumber>
      <LineTime dateTime={new Date(timestamp).toISOString()} title={format.instant(timestamp)}>
        {format.time(timestamp)}
      </LineTime>
      <LineLevel $level={level}>{format.level(level)}</LineLevel>
      {hasData(entry) && (
        <LineToggle
          type="button"
          aria-expanded={isOpen}
          aria-label={t('session-page.showData', { line: sequence })}
          tabIndex={tabIndex}
          onClick={() => toggleData(sequence)}
        >
          <CarretDown aria-hidden />
        </LineToggle>
      )}
      <LineMessage>
        <Highlight text={text} search={search} />
      </LineMessage>
      {isOpen && hasData(entry) && <LineData>{safeText(JSON.stringify(data, null, 2))}</LineData>}
    </>
  );
};

interface LogLineProps {
  /** Undefined while it's loading. */
  entry: Entry | undefined;
  /** Its index in the list, from 0, of how many. */
  index: number;
  total: number;
  search: string;
  isWrapped: boolean;
  isOpen: boolean;
  isChosen: boolean;
  /** The line that was stepped to. */
  isCurrent: boolean;
  /** The one line of the list that Tab reaches. */
  isInTabOrder: boolean;
  /** The same for all lines, so that an unchanged line isn't drawn again. */
  actions: ConsoleModel['actions'];
  toggleData: ConsoleModel['toggleData'];
  format: LineFormat;
  measure: (element: HTMLLIElement | null) => void;
}

const OPENS_ELSEWHERE = ['ctrlKey', 'metaKey', 'altKey'] as const;

/** Placeholders look like lines: each of its own length, the same each time it's drawn. */
const skeletonWidth = (index: number) =>
  ({ '--line-width': `${30 + ((index * 37) % 50)}%` }) as CSSProperties;

export const LogLine = memo((props: LogLineProps) => {
  const { entry, index, total, isOpen, isChosen, actions, toggleData } = props;

  const choose = (event: MouseEvent | KeyboardEvent) => {
    if (!entry || OPENS_ELSEWHERE.some((key) => event[key])) return;
    event.preventDefault();
    actions.choose(entry.sequence, { extend: event.shiftKey });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!entry || event.target !== event.currentTarget) return;
    if (event.key === 'Enter') choose(event);
    const isAboutData = event.key === (isOpen ? 'ArrowLeft' : 'ArrowRight');
    if (isAboutData && hasData(entry)) {
      event.preventDefault();
      toggleData(entry.sequence);
    }
  };

  return (
    <LineItem
      ref={props.measure}
      data-index={index}
      data-line={entry?.sequence}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-busy={!entry || undefined}
      aria-current={isChosen || undefined}
      tabIndex={props.isInTabOrder ? 0 : -1}
      onKeyDown={onKeyDown}
      $level={entry?.level ?? 'debug'}
      $isChosen={isChosen}
      $isCurrent={props.isCurrent}
      $isWrapped={props.isWrapped}
    >
      {entry ? (
        <LineContent {...props} entry={entry} onNumberClick={choose} />
      ) : (
        <LineSkeleton style={skeletonWidth(index)} />
      )}
    </LineItem>
  );
});
LogLine.displayName = 'LogLine';
