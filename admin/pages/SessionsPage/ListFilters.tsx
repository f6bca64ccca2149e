import { useEffect, useMemo, useState } from 'react';
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
import { useDebouncedText } from '../../hooks/useDebouncedText';
import { SEARCH_FIELD_ID, useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { toDay, toPickerDate } from '../../utils/days';
import { isReversed } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';

const FilterField = styled.div<{ $basis: string; $grows?: boolean }>`
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

const SearchField = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  const { text, setText, flush } = useDebouncedText(state.search, (search) =>
    // Back goes to the list before the search, not to each pause in typing it.
    change({ search }, { replace: Boolean(state.search && search) })
  );
  // The button disappears with the text, and the focus with it.
  const clear = () => {
    flush('');
    document.getElementById(SEARCH_FIELD_ID)?.focus();
  };
  return (
    <Form role="search" onSubmit={(event) => event.preventDefault()}>
      <TextInput
        id={SEARCH_FIELD_ID}
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

const StatusSelect = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  return (
    <SingleSelect
      label={t('columns.status')}
      placeholder={t('filters.anyStatus')}
      value={state.status ?? null}
      onChange={(chosen) => change({ status: sessionStatusSchema.parse(chosen) })}
      onClear={() => change({ status: undefined })}
      clearLabel={t('filters.clearStatus')}
    >
      {sessionStatusSchema.options.map((option) => (
        <SingleSelectOption key={option} value={option}>
          {t(`status.${option}`)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};

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
const DateRange = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  const { from, to } = state;
  const [range, setRange] = useState<Pick<ListState, 'from' | 'to'>>({ from, to });
  useEffect(() => setRange({ from, to }), [from, to]);

  const pick = (picked: typeof range) => {
    const next = { ...range, ...picked };
    setRange(next);
    if (!isReversed(next)) change(next);
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

export const ListFilters = () => (
  <Flex gap={3} wrap="wrap" alignItems="flex-start">
    <FilterField $basis="10rem" $grows>
      <SearchField />
    </FilterField>
    <FilterField $basis="8.5rem">
      <StatusSelect />
    </FilterField>
    <DateRange />
  </Flex>
);
