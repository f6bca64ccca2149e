import { useEffect, useMemo, useState } from 'react';
import type { ElementRef, RefObject } from 'react';
import {
  DatePicker,
  FieldAction,
  Flex,
  Icon,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { Cross, Search } from '@strapi/icons';
import styled from 'styled-components';
import { MAX_SEARCH_LENGTH, sessionStatusSchema } from '../../../shared/contracts';
import type { SessionStatus } from '../../../shared/contracts';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import type { ListChange } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { toDay, toPickerDate } from '../../utils/days';
import { isReversed } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';

interface FilterFieldProps {
  $basis: string;
  $grows?: boolean;
}

const FilterField = styled.div<FilterFieldProps>`
  flex: ${({ $grows, $basis }) => `${$grows ? 1 : 0} 1 ${$basis}`};

  ${({ theme }) => theme.mediaQueries.mobile} {
    flex-grow: 1;
  }
`;

/** The design system's text field with an icon is two pixels higher than its selects and dates. */
const Form = styled.form`
  input {
    height: ${38 / 16}rem;
    text-overflow: ellipsis;
  }
`;

export type SearchFieldHandle = ElementRef<typeof TextInput>;

interface SearchFieldProps {
  search: string;
  onChange: ListChange;
  /** For clearing the search by other means: the focus then moves here. */
  handle: RefObject<SearchFieldHandle>;
}

const SearchField = ({ search, onChange, handle }: SearchFieldProps) => {
  const t = useTranslate();
  const { text, setText, flush } = useDebouncedText(search, (next) =>
    // Back goes to the list before the search, not to each pause in typing it.
    onChange({ search: next }, { replace: Boolean(search && next) })
  );
  // The button disappears with the text, and the focus with it.
  const clear = () => {
    flush('');
    handle.current?.input.current.focus();
  };
  return (
    <Form role="search" onSubmit={(event) => event.preventDefault()}>
      <TextInput
        ref={handle}
        name="search"
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        maxLength={MAX_SEARCH_LENGTH}
        autoComplete="off"
        value={text}
        onChange={({ target }: { target: HTMLInputElement }) => setText(target.value)}
        startAction={<Icon as={Search} aria-hidden width={3} height={3} color="neutral600" />}
        endAction={
          text && (
            <FieldAction label={t('search.clear')} onClick={clear}>
              <Icon as={Cross} aria-hidden width="0.625rem" height="0.625rem" color="neutral600" />
            </FieldAction>
          )
        }
      />
    </Form>
  );
};

interface Range {
  from?: string;
  to?: string;
}

interface DateRangeProps extends Range {
  onChange: ListChange;
}

/** The two days stay side by side where the row of filters wraps. */
const Pair = styled(FilterField)`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spaces[3]};
`;

/**
 * From and To, both inclusive. A range that ends before it begins stays in the fields, with an error;
 * the list keeps the last valid one.
 */
const DateRange = ({ from, to, onChange }: DateRangeProps) => {
  const t = useTranslate();
  const [range, setRange] = useState<Range>({ from, to });
  useEffect(() => setRange({ from, to }), [from, to]);

  const pick = (picked: Range) => {
    const next = { ...range, ...picked };
    setRange(next);
    if (!isReversed(next)) onChange(next);
  };

  return (
    <Pair $basis="20.75rem">
      <DayField
        label={t('filters.from')}
        clearLabel={t('filters.clearFrom')}
        day={range.from}
        error={isReversed(range) ? t('filters.fromAfterTo') : undefined}
        onPick={(day) => pick({ from: day })}
      />
      <DayField
        label={t('filters.to')}
        clearLabel={t('filters.clearTo')}
        day={range.to}
        onPick={(day) => pick({ to: day })}
      />
    </Pair>
  );
};

interface DayFieldProps {
  label: string;
  clearLabel: string;
  day?: string;
  error?: string;
  onPick: (day?: string) => void;
}

const DayField = ({ label, clearLabel, day, error, onPick }: DayFieldProps) => {
  const t = useTranslate();
  // A new object would make the picker reset what is being typed.
  const selectedDate = useMemo(() => (day ? toPickerDate(day) : undefined), [day]);
  return (
    <FilterField $basis="10rem">
      <DatePicker
        label={label}
        clearLabel={clearLabel}
        calendarLabel={label}
        monthSelectLabel={t('filters.month')}
        yearSelectLabel={t('filters.year')}
        selectedDate={selectedDate}
        error={error}
        onChange={(date) => onPick(date && toDay(date))}
        onClear={() => onPick(undefined)}
      />
    </FilterField>
  );
};

interface ListFiltersProps {
  state: ListState;
  searchField: RefObject<SearchFieldHandle>;
  onChange: ListChange;
}

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
