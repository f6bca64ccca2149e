import { useEffect } from 'react';
import type { useListState } from './useListState';
import { useSavedSort } from './useSavedSort';

/**
 * The list's sort: the URL's own, or where it names none, the one that this user saved for the tab;
 * undefined while that's still being asked for. The saved one is then named by the URL, so that Back,
 * or a link that someone else opens, restores what was seen, whatever is saved meanwhile.
 */
export const useListSort = ({ state, change }: ReturnType<typeof useListState>) => {
  const { savedSort, save } = useSavedSort(state.tab);
  const isNamed = state.sort !== undefined;
  const { page } = state;

  useEffect(() => {
    if (!isNamed && savedSort) change({ sort: savedSort, page }, { replace: true });
  }, [isNamed, savedSort, page, change]);

  const choose = (sort: string) => {
    change({ sort });
    save(sort);
  };

  return { sort: state.sort ?? savedSort, choose };
};
