import { useState } from 'react';
import { Highlight } from '../../components/Highlight';
import { useAgoFormat, useInstantFormat, useShortInstantFormat } from '../../hooks/useFormats';

interface ShortStartProps {
  instant: number;
  search: string;
}

/** A start in one line; on hover whole, and how long ago it was at that moment. */
export const ShortStart = ({ instant, search }: ShortStartProps) => {
  const formatShort = useShortInstantFormat();
  const formatInstant = useInstantFormat();
  const formatAgo = useAgoFormat();
  const [title, setTitle] = useState<string>();
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={title}
      onMouseEnter={() => setTitle(`${formatInstant(instant)}\n${formatAgo(instant)}`)}
    >
      <Highlight text={formatShort(instant)} search={search} />
    </time>
  );
};
