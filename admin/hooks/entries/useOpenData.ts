import { useCallback, useState } from 'react';

const toggled = (open: ReadonlySet<number>, sequence: number): ReadonlySet<number> =>
  open.has(sequence)
    ? new Set([...open].filter((other) => other !== sequence))
    : new Set([...open, sequence]);

/** The lines, by sequence, whose data is unfolded. */
export const useOpenData = () => {
  const [openData, setOpenData] = useState<ReadonlySet<number>>(new Set());
  const toggleData = useCallback(
    (sequence: number) => setOpenData((open) => toggled(open, sequence)),
    []
  );
  return { openData, toggleData };
};
