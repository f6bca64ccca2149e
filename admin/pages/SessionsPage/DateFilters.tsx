import { useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { DatePicker, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { flushSync } from 'react-dom';
import styled from 'styled-components';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { firstDayOf, QUICK_RANGES, quickRangeOf, toDay, toPickerDate } from '../../utils/days';
import { isReversed } from '../../utils/list-state';
import { FilterField } from './FilterField';

/** Ranges up to today that one choice sets. */
const PeriodSelect = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  const period = quickRangeOf(state);
  const textOf = (days: number) => (days === 1 ? t('filters.today') : t('filters.days', { days }));
  return (
    <FilterField $basis="8.75rem" title={period && textOf(period)}>
      <SingleSelect
        size="S"
        label={t('filters.period')}
        placeholder={t('filters.period')}
        value={period?.toString() ?? null}
        onChange={(days) => change({ from: firstDayOf(Number(days)), to: undefined })}
        onClear={() => change({ from: undefined, to: undefined })}
        clearLabel={t('filters.clearPeriod')}
      >
        {QUICK_RANGES.map((days) => (
          <SingleSelectOption key={days} value={String(days)}>
            {textOf(days)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </FilterField>
  );
};

/** Its fields take another row together, as one of them alone would fill it. */
const RangeFields = styled.div`
  align-items: flex-start;
  display: flex;
  flex: 3 1 26rem;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spaces[2]};
  min-width: 0;
`;

/** From and To, both inclusive. A range that ends before it begins has an error, and isn't applied. */
export const DateFilters = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  return (
    <RangeFields>
      <PeriodSelect />
      <DayField
        label={t('filters.from')}
        clearLabel={t('filters.clearFrom')}
        day={state.from}
        error={isReversed(state) ? t('filters.fromAfterTo') : undefined}
        onPick={(from) => change({ from })}
      />
      <DayField
        label={t('filters.to')}
        clearLabel={t('filters.clearTo')}
        day={state.to}
        onPick={(to) => change({ to })}
      />
    </RangeFields>
  );
};

/**
 * The design system's calendar holds the focus while it's open, so that Tab does nothing. With a typed
 * day it's closed as by Enter, which applies it, else as by Escape; then Tab moves on.
 */
const closeCalendarOnTab = (event: KeyboardEvent) => {
  const field = event.target;
  if (event.key !== 'Tab' || !(field instanceof HTMLInputElement)) return;
  if (field.getAttribute('aria-expanded') !== 'true') return;
  const key = field.value ? 'Enter' : 'Escape';
  flushSync(() => field.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true })));
};

/**
 * Nothing of Strapi 4 is older. By default the picker offers 216 years, and renders an option for each
 * of them at every change of the page, even while it's closed.
 */
const FIRST_DATE = toPickerDate('2021-01-01');

/** The next year, as a page may stay open over New Year. */
const lastDate = () => toPickerDate(`${new Date().getFullYear() + 1}-12-31`);

interface DayFieldProps {
  label: string;
  clearLabel: string;
  day?: string;
  error?: string;
  onPick: (day?: string) => void;
}

const DayField = ({ label, clearLabel, day, error, onPick }: DayFieldProps) => {
  const t = useTranslate();
  const [isFocused, setFocused] = useState(false);
  // A new object would make the picker reset what is being typed.
  const selectedDate = useMemo(() => (day ? toPickerDate(day) : undefined), [day]);
  const maxDate = useMemo(lastDate, []);
  return (
    <FilterField $basis="8.125rem" onKeyDownCapture={closeCalendarOnTab}>
      <DatePicker
        size="S"
        label={label}
        // While it has the focus it shows how a day is typed.
        placeholder={isFocused ? undefined : label}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        clearLabel={clearLabel}
        calendarLabel={label}
        monthSelectLabel={t('filters.month')}
        yearSelectLabel={t('filters.year')}
        selectedDate={selectedDate}
        minDate={FIRST_DATE}
        maxDate={maxDate}
        error={error}
        onChange={(date) => onPick(date && toDay(date))}
        onClear={() => onPick(undefined)}
      />
    </FilterField>
  );
};
