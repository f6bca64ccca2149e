import { useRBAC } from '@strapi/helper-plugin';
import { required } from '../utils/permissions';

/** One object for all renders: `useRBAC` checks again for each new one. */
const RIGHTS = { read: required('read'), export: required('export'), clear: required('clear') };

/** What the signed-in user may do with the logs; nothing while that's loading. */
export const usePermissions = () => {
  const { allowedActions, isLoading } = useRBAC(RIGHTS);
  const { canRead = false, canExport = false, canClear = false } = allowedActions;
  return { canRead, canExport, canClear, isLoading };
};
