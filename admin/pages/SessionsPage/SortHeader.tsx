import { Box, Flex, Typography } from '@strapi/design-system';
import { SortIcon } from '@strapi/helper-plugin';
import styled from 'styled-components';
import { formatSort } from '../../../shared/contracts';
import type { Sort, SortField, SortOrder } from '../../../shared/contracts';
import { PlainCell } from '../../components/PlainCell';
import { useTranslate } from '../../hooks/useTranslate';

/** By the first click on a column: the latest, the longest; words from A. */
const FIRST_ORDER: Record<SortField, SortOrder> = {
  status: 'asc',
  startedAt: 'desc',
  duration: 'desc',
  initiatedBy: 'asc',
  summary: 'asc',
};

const OPPOSITE = { asc: 'desc', desc: 'asc' } as const;
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

const HeaderButton = styled(Box)`
  background: none;
  border: none;
  cursor: pointer;
  padding: ${({ theme }) => `${theme.spaces[2]} 0`};
  text-align: left;

  svg {
    height: ${({ theme }) => theme.spaces[1]};
    path {
      fill: ${({ theme }) => theme.colors.neutral600};
    }
  }

  .idle-sort {
    visibility: hidden;
  }

  &:hover .idle-sort,
  &:focus-visible .idle-sort {
    visibility: visible;
  }
`;

interface SortHeaderProps {
  field: SortField;
  sort: Sort;
  onSort: (sort: string) => void;
}

/** A column's name as a button: sorts by it, then in the opposite order. */
export const SortHeader = ({ field, sort, onSort }: SortHeaderProps) => {
  const t = useTranslate();
  const isSorted = sort.field === field;
  const next = isSorted ? OPPOSITE[sort.order] : FIRST_ORDER[field];
  const shown = isSorted ? sort.order : next;
  return (
    <PlainCell as="th" scope="col" aria-sort={isSorted ? ARIA_SORT[sort.order] : 'none'}>
      <HeaderButton
        as="button"
        type="button"
        onClick={() => onSort(formatSort({ field, order: next }))}
      >
        <Flex gap={2}>
          <Typography variant="sigma" textColor="neutral600">
            {t(`columns.${field}`)}
          </Typography>
          <SortIcon
            isUp={shown === 'asc'}
            className={isSorted ? undefined : 'idle-sort'}
            aria-hidden
          />
        </Flex>
      </HeaderButton>
    </PlainCell>
  );
};
