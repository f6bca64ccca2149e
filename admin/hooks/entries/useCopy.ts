import { useNotification } from '@strapi/helper-plugin';
import { useMutation } from 'react-query';
import type { Entry } from '../../../shared/contracts';
import type { EntryFilter } from '../../api/entries';
import { getTranslation } from '../../utils/translations';
import { copyText } from './copy-text';
import type { LineRange } from './line-range';
import { readLines } from './read-lines';

interface CopyQuestion {
  sessionId: number;
  filter: EntryFilter;
  range: LineRange;
  asText: (entry: Entry) => string;
}

const linesAsText = async ({ sessionId, filter, range, asText }: CopyQuestion) => {
  const texts: string[] = [];
  for await (const lines of readLines({ sessionId, filter, range })) {
    texts.push(...lines.map(asText));
  }
  return `${texts.join('\n')}\n`;
};

const copyOrThrow = async (text: string) => {
  if (!(await copyText(text))) throw new Error('The browser refused its clipboard');
};

/** Copies lines as text, those that `filter` leaves of a range, or any text; says whether it worked. */
export const useCopy = () => {
  const toggleNotification = useNotification();
  const { mutate, isLoading } = useMutation(
    async (given: string | CopyQuestion) =>
      copyOrThrow(typeof given === 'string' ? given : await linesAsText(given)),
    {
      onSuccess: () =>
        toggleNotification({
          type: 'success',
          message: { id: getTranslation('session-page.copied') },
        }),
      onError: () =>
        toggleNotification({
          type: 'warning',
          message: { id: getTranslation('session-page.notCopied') },
        }),
    }
  );
  return { copy: mutate, isCopying: isLoading };
};
