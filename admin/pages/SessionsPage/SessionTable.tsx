import {
  Box,
  Flex,
  Table,
  Tbody,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { SortIcon } from '@strapi/helper-plugin';
import styled from 'styled-components';
import { formatSort, parseSort, sortFieldSchema } from '../../../shared/contracts';
import type { Session, Sort, SortField, SortOrder } from '../../../shared/contracts';
import { PlainCell } from '../../components/PlainCell';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { useWidth } from '../../hooks/useWidth';
import { SessionRow } from './SessionRow';
import { layoutFor, TableFrame } from './table-layout';

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

const SortHeader = ({ field, sort, onSort }: SortHeaderProps) => {
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

const COLUMNS = sortFieldSchema.options;

interface SessionTableProps {
  results: Session[];
  sort: string;
  /** The rows are those of an earlier request of the same tab. */
  isOutdated: boolean;
  onSort: (sort: string) => void;
}

/** A plain table that looks like the design system's: see `PlainCell`. */
export const SessionTable = ({ results, sort, isOutdated, onSort }: SessionTableProps) => {
  const t = useTranslate();
  const { state } = useListState();
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <TableFrame
      ref={ref}
      $layout={layoutFor(width)}
      $isOutdated={isOutdated}
      aria-busy={isOutdated}
    >
      <Table
        role="table"
        aria-label={t('list.label')}
        colCount={COLUMNS.length + 1}
        rowCount={results.length + 1}
        onKeyDown={() => undefined}
      >
        <Thead role="rowgroup">
          <Tr role="row">
            {COLUMNS.map((field) => (
              <SortHeader key={field} field={field} sort={parseSort(sort)} onSort={onSort} />
            ))}
            <PlainCell as="th" scope="col">
              <VisuallyHidden>{t('columns.open')}</VisuallyHidden>
            </PlainCell>
          </Tr>
        </Thead>
        <Tbody role="rowgroup">
          {results.map((session) => (
            <SessionRow key={session.id} session={session} search={state.search} />
          ))}
        </Tbody>
      </Table>
    </TableFrame>
  );
};
