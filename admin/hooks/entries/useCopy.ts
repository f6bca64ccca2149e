import { useNotification } from '@strapi/helper-plugin';
import { useMutation } from 'react-query';
import type { Entry } from '../../../shared/contracts';
import { streamEntries } from '../../api/entries';
import type { EntryStreamQuestion } from '../../api/entries';
import { getTranslation } from '../../utils/translations';
import { copyText } from './copy-text';

interface CopyQuestion extends EntryStreamQuestion {
  asText: (entry: Entry) => string;
}

const linesAsText = async ({ asText, ...question }: CopyQuestion) => {
  const texts: string[] = [];
  for await (const lines of streamEntries(question)) {
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
