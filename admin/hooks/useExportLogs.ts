import { useNotification } from '@strapi/helper-plugin';
import { useMutation } from 'react-query';
import { exportSessions } from '../api/export';
import type { SessionFilter } from '../api/sessions';
import { browserTimeZone } from '../utils/days';
import { saveFile } from '../utils/save-file';
import { getTranslation } from '../utils/translations';

/** Downloads the logs: all of them, or those that a filter leaves. Says so where it fails. */
export const useExportLogs = () => {
  const toggleNotification = useNotification();
  const { mutate, isLoading } = useMutation(
    (filter?: SessionFilter) => exportSessions({ timeZone: browserTimeZone(), ...filter }),
    {
      onSuccess: ({ name, content }) => saveFile(name, content),
      onError: () =>
        toggleNotification({ type: 'warning', message: { id: getTranslation('export.failed') } }),
    }
  );
  return { exportLogs: mutate, isExporting: isLoading };
};
