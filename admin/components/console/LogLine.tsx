import { memo, useMemo } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { VisuallyHidden } from '@strapi/design-system';
import { CarretDown, CrossCircle, ExclamationMarkCircle } from '@strapi/icons';
import type { ContentLink, Entry } from '../../../shared/contracts';
import { beginningOf, hasData, safeText } from '../../console/line-text';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import type { LineFormat } from '../../hooks/session/useSessionClock';
import { useTranslate } from '../../hooks/useTranslate';
import { splitMatches } from '../../utils/matches';
import { Highlight } from '../Highlight';
import { ContentEntry } from './ContentEntry';
import { LineDetails } from './LineDetails';
import {
  LineButton,
  LineItem,
  LineMessage,
  LineNumber,
  LineSign,
  LineSkeleton,
  LineText,
  LineTime,
} from './line-styles';

const SIGNS = { error: <CrossCircle aria-hidden />, warn: <ExclamationMarkCircle aria-hidden /> };

interface LineContentProps extends LogLineProps {
  entry: Entry;
  onNumberClick: (event: MouseEvent) => void;
}

/** A message as far as it's shown: a long one is folded, unless its end has what is searched for. */
const useMessage = (message: string, search: string, isUnfolded: boolean) => {
  const text = useMemo(() => safeText(message), [message]);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const isFolded =
    beginning !== null &&
    !isUnfolded &&
    !splitMatches(text.slice(beginning.length), search).some(({ isMatch }) => isMatch);
  return { text: isFolded ? beginning : text, isFolded, isLong: beginning !== null };
};

const LineContent = (props: LineContentProps) => {
  const { entry, search, opened, repeats, isInTabOrder, actions, toggle, format } = props;
  const { sequence, timestamp, level, message, data } = entry;
  const t = useTranslate();
  const { text, isFolded, isLong } = useMessage(message, search, opened.includes('message'));
  const tabIndex = isInTabOrder ? 0 : -1;
  const isOpen = opened.includes('data');
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
      {level !== 'info' && (
        <LineSign $level={level} title={format.level(level)}>
          {level !== 'debug' && SIGNS[level]}
          <VisuallyHidden>{format.level(level)}</VisuallyHidden>
        </LineSign>
      )}
      <LineText>
        <LineMessage data-part="message">
          <Highlight text={text} search={search} />
          {isFolded && '…'}
        </LineMessage>
        {isLong && (
          <LineButton
            type="button"
            aria-expanded={!isFolded}
            tabIndex={tabIndex}
            onClick={() => toggle(sequence, 'message')}
          >
            <CarretDown aria-hidden />
            {t(isFolded ? 'console.showMessage' : 'console.foldMessage')}
          </LineButton>
        )}
        {repeats > 0 && (
          <LineButton
            type="button"
            aria-expanded={opened.includes('repeats')}
            tabIndex={tabIndex}
            onClick={() => toggle(sequence, 'repeats')}
          >
            <CarretDown aria-hidden />
            {t('console.times', { count: repeats + 1 })}
          </LineButton>
        )}
        {hasData(entry) && (
          <LineButton
            type="button"
            aria-expanded={isOpen}
            aria-label={t('session-page.showData', { line: sequence })}
            tabIndex={tabIndex}
            onClick={() => toggle(sequence, 'data')}
          >
            <CarretDown aria-hidden />
            {t('console.details')}
          </LineButton>
        )}
        <ContentEntry content={entry.content} link={props.link} tabIndex={tabIndex} />
      </LineText>
      {isOpen && hasData(entry) && <LineDetails data={data} message={message} />}
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
  /** The parts of it that a person has unfolded, as one text. */
  opened: string;
  /** How many lines after it are the same error. */
  repeats: number;
  /** The way to the entry of content that it's about; null where there is none, undefined while it's loading. */
  link: ContentLink | null | undefined;
  isChosen: boolean;
  /** The line that was stepped to. */
  isCurrent: boolean;
  /** The one line of the list that Tab reaches. */
  isInTabOrder: boolean;
  /** The same for all lines, so that an unchanged line isn't drawn again. */
  actions: ConsoleModel['actions'];
  toggle: ConsoleModel['toggle'];
  format: LineFormat;
  measure: (element: HTMLLIElement | null) => void;
}

const OPENS_ELSEWHERE = ['ctrlKey', 'metaKey', 'altKey'] as const;

/** Placeholders look like lines: each of its own length, the same each time it's drawn. */
const skeletonWidth = (index: number) =>
  ({ '--line-width': `${30 + ((index * 37) % 50)}%` }) as CSSProperties;

export const LogLine = memo((props: LogLineProps) => {
  const { entry, index, total, opened, isChosen, actions, toggle } = props;

  const choose = (event: MouseEvent | KeyboardEvent) => {
    if (!entry || OPENS_ELSEWHERE.some((key) => event[key])) return;
    event.preventDefault();
    actions.choose(entry.sequence, { extend: event.shiftKey });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!entry || event.target !== event.currentTarget) return;
    if (event.key === 'Enter') choose(event);
    const isAboutData = event.key === (opened.includes('data') ? 'ArrowLeft' : 'ArrowRight');
    if (isAboutData && hasData(entry)) {
      event.preventDefault();
      toggle(entry.sequence, 'data');
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
