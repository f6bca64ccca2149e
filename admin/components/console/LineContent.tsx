import { useMemo } from 'react';
import type { MouseEvent } from 'react';
import { CarretDown } from '@strapi/icons';
import type { Entry } from '../../../shared/contracts';
import { hasData, safeText } from '../../console/line-text';
import { useTranslate } from '../../hooks/useTranslate';
import { Highlight } from '../Highlight';
import type { LogLineProps } from './LogLine';
import { LineData, LineLevel, LineMessage, LineNumber, LineTime, LineToggle } from './line-styles';

interface LineContentProps extends LogLineProps {
  entry: Entry;
  onNumberClick: (event: MouseEvent) => void;
}

/** A line's number, time, level, message, and its data folded under it. */
export const LineContent = (props: LineContentProps) => {
  const { entry, search, isWrapped, isOpen, isInTabOrder, actions, format } = props;
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
          onClick={() => actions.onToggleData(sequence)}
        >
          <CarretDown aria-hidden />
        </LineToggle>
      )}
      <LineMessage $isWrapped={isWrapped}>
        <Highlight text={text} search={search} />
      </LineMessage>
      {isOpen && hasData(entry) && (
        <LineData $isWrapped={isWrapped}>{safeText(JSON.stringify(data, null, 2))}</LineData>
      )}
    </>
  );
};
