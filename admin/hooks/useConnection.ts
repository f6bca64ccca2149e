import { useMutation } from 'react-query';
import { checkConnection } from '../api/connection';
import { useNotify } from './useTranslate';

/** Checks the connection to Localazy when it's asked to; notifies the user where that fails. */
export const useConnection = () => {
  const notify = useNotify();
  const { data, mutate, isLoading } = useMutation(checkConnection, {
    onError: () => notify('warning', 'connection.failed'),
  });
  return { connection: data, check: () => mutate(), isChecking: isLoading };
};
