import type { useListState } from '../../hooks/useListState';

/** How the parts of the list say what the user chose. */
export type ListChange = ReturnType<typeof useListState>['change'];
