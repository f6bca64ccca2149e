import { useEffect, useMemo, useState } from 'react';
import { DatePicker } from '@strapi/design-system';
import styled from 'styled-components';
import type { ListChange } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { toDay, toPickerDate } from '../../utils/days';
import { isReversed } from '../../utils/list-state';
import { FilterField } from './FilterField';

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
export const DateRange = ({ from, to, onChange }: DateRangeProps) => {
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
