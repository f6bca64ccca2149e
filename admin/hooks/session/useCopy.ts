import { useMutation } from 'react-query';
import type { Entry } from '../../../shared/contracts';
import { streamEntries } from '../../api/entries';
import type { EntryStreamOptions } from '../../api/entries';
import { copyText } from '../../utils/copy-text';
import { useNotify } from '../useTranslate';

interface CopiedLines extends EntryStreamOptions {
  asText: (entry: Entry) => string;
}

const linesAsText = async ({ asText, ...options }: CopiedLines) => {
  const texts: string[] = [];
  for await (const lines of streamEntries(options)) {
    texts.push(...lines.map(asText));
  }
  return `${texts.join('\n')}\n`;
};

export const useCopy = () => {
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(
    async (given: string | CopiedLines) =>
      copyText(typeof given === 'string' ? given : await linesAsText(given)),
    {
      onSuccess: () => notify('success', 'session-page.copied'),
      onError: () => notify('warning', 'session-page.notCopied'),
    }
  );
  return { copy: mutate, isCopying: isLoading };
};
