import { Box, Button, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { sessionStatusSchema } from '../../../shared/contracts';
import type { SessionStatus } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';
import { hasFilter, withoutFilter } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';
import { DateRange } from './DateRange';
import { SearchField } from './SearchField';
import type { ListChange } from './list-change';

interface ListFiltersProps {
  state: ListState;
  onChange: ListChange;
}

/** Search, status and range of days, in one row that wraps. */
export const ListFilters = ({ state, onChange }: ListFiltersProps) => {
  const t = useTranslate();
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      <Box grow={1} basis="16rem">
        <SearchField search={state.search} onChange={onChange} />
      </Box>
      <StatusSelect status={state.status} onChange={onChange} />
      <DateRange from={state.from} to={state.to} onChange={onChange} />
      {hasFilter(state) && (
        <Button
          variant="tertiary"
          size="L"
          startIcon={<Cross />}
          onClick={() => onChange(withoutFilter(state))}
        >
          {t('filters.clear')}
        </Button>
      )}
    </Flex>
  );
};

interface StatusSelectProps {
  status?: SessionStatus;
  onChange: ListChange;
}

const StatusSelect = ({ status, onChange }: StatusSelectProps) => {
  const t = useTranslate();
  return (
    <Box basis="11rem">
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
    </Box>
  );
};
