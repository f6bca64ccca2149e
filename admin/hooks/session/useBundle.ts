import { useMutation } from 'react-query';
import { readBundle } from '../../api/bundle';
import { saveFile } from '../../utils/browser';
import { useNotify } from '../useTranslate';

/** Downloads a session's troubleshooting bundle; notifies the user where that fails. */
export const useBundle = (sessionId: number) => {
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(() => readBundle(sessionId), {
    onSuccess: ({ name, content }) => saveFile(name, content),
    onError: () => notify('warning', 'bundle.failed'),
  });
  return { download: () => mutate(), isDownloading: isLoading };
};
