import { useState } from 'react';
import { useAgoFormat } from '../hooks/useAgo';
import { useInstantFormat } from '../hooks/useInstantFormat';
import { Highlight } from './Highlight';

/** An instant, absolute; on hover, how long ago it was at that moment. */
export const StartedAt = ({ instant, search }: { instant: number; search?: string }) => {
  const formatInstant = useInstantFormat();
  const formatAgo = useAgoFormat();
  const [ago, setAgo] = useState<string>();
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={ago}
      onMouseEnter={() => setAgo(formatAgo(instant))}
    >
      <Highlight text={formatInstant(instant)} search={search} />
    </time>
  );
};
