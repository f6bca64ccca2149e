import { useMutation } from 'react-query';
import { exportSessions } from '../api/sessions';
import type { SessionFilter } from '../api/sessions';
import { browserTimeZone } from '../utils/days';
import { saveFile } from '../utils/save-file';
import { useNotify } from './useTranslate';

/** Downloads all logs, or those that a filter lets through; notifies the user where that fails. */
export const useExportLogs = () => {
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(
    (filter?: SessionFilter) => exportSessions({ timeZone: browserTimeZone(), ...filter }),
    {
      onSuccess: ({ name, content }) => saveFile(name, content),
      onError: () => notify('warning', 'export.failed'),
    }
  );
  return { exportLogs: mutate, isExporting: isLoading };
};
