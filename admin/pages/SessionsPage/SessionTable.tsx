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
import {
  formatSort,
  parseSort,
  sessionStatusSchema,
  sortFieldSchema,
} from '../../../shared/contracts';
import type { Session, Sort, SortField, SortOrder } from '../../../shared/contracts';
import { PlainCell } from '../../components/PlainCell';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { SessionRow } from './SessionRow';
import { TableFrame } from './table-layout';
import type { TableLayout } from './table-layout';

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
  padding: ${({ theme }) => `${theme.spaces[1]} 0`};
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
    <PlainCell
      as="th"
      scope="col"
      data-area={field}
      aria-sort={isSorted ? ARIA_SORT[sort.order] : 'none'}
    >
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
  /** When they were loaded, by the browser's clock. */
  confirmedAt: number;
  /** The rows are those of an earlier request of the same tab. */
  isOutdated: boolean;
  layout: TableLayout;
  hasHeaders: boolean;
  onSort: (sort: string) => void;
}

/** A plain table that looks like the design system's: see `PlainCell`. */
export const SessionTable = ({
  results,
  sort,
  confirmedAt,
  isOutdated,
  layout,
  hasHeaders,
  onSort,
}: SessionTableProps) => {
  const t = useTranslate();
  const { state } = useListState();
  const statusWords = sessionStatusSchema.options.map((status) => t(`status.${status}`));
  return (
    <TableFrame
      $layout={layout}
      $hasHeaders={hasHeaders}
      $isOutdated={isOutdated}
      $statusLength={Math.max(...statusWords.map(({ length }) => length))}
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
            <PlainCell as="th" scope="col" data-area="open">
              <VisuallyHidden>{t('columns.open')}</VisuallyHidden>
            </PlainCell>
          </Tr>
        </Thead>
        <Tbody role="rowgroup">
          {results.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              // Of one that has ended it's the same at each refresh, so that its row isn't rendered again.
              confirmedAt={session.durationMs === null ? confirmedAt : undefined}
              search={state.search}
            />
          ))}
        </Tbody>
      </Table>
    </TableFrame>
  );
};
