import type { RefObject } from 'react';
import { Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { sessionStatusSchema } from '../../../shared/contracts';
import type { SessionStatus } from '../../../shared/contracts';
import type { ListChange } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import type { ListState } from '../../utils/list-state';
import { FilterField } from './FilterField';
import { DateRange } from './DateRange';
import { SearchField } from './SearchField';
import type { SearchFieldHandle } from './SearchField';

interface ListFiltersProps {
  state: ListState;
  searchField: RefObject<SearchFieldHandle>;
  onChange: ListChange;
}

/** Search, status and range of days, in one row that wraps. */
export const ListFilters = ({ state, searchField, onChange }: ListFiltersProps) => (
  <Flex gap={3} wrap="wrap" alignItems="flex-start">
    <FilterField $basis="10rem" $grows>
      <SearchField search={state.search} handle={searchField} onChange={onChange} />
    </FilterField>
    <StatusSelect status={state.status} onChange={onChange} />
    <DateRange from={state.from} to={state.to} onChange={onChange} />
  </Flex>
);

interface StatusSelectProps {
  status?: SessionStatus;
  onChange: ListChange;
}

const StatusSelect = ({ status, onChange }: StatusSelectProps) => {
  const t = useTranslate();
  return (
    <FilterField $basis="8.5rem">
      <SingleSelect
        label={t('columns.status')}
        placeholder={t('filters.anyStatus')}
        value={status ?? null}
        onChange={(chosen) => onChange({ status: sessionStatusSchema.parse(chosen) })}
        onClear={() => onChange({ status: undefined })}
        clearLabel={t('filters.clearStatus')}
      >
        {sessionStatusSchema.options.map((option) => (
          <SingleSelectOption key={option} value={option}>
            {t(`status.${option}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </FilterField>
  );
};
