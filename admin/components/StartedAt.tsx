import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useInstantFormat } from '../hooks/useInstantFormat';
import { relativeTime } from '../utils/relative-time';
import { Highlight } from './Highlight';

/** An instant, absolute; how long ago that is on hover, worked out at that moment. */
export const StartedAt = ({ instant, search }: { instant: number; search?: string }) => {
  const intl = useIntl();
  const formatInstant = useInstantFormat();
  const [ago, setAgo] = useState<string>();
  const tellAgo = () => {
    const { value, unit } = relativeTime(instant, Date.now());
    setAgo(intl.formatRelativeTime(value, unit, { numeric: 'auto' }));
  };
  return (
    <time dateTime={new Date(instant).toISOString()} title={ago} onMouseEnter={tellAgo}>
      <Highlight text={formatInstant(instant)} search={search} />
    </time>
  );
};
