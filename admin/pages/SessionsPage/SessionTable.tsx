import { Table, Tbody, Thead, Tr, VisuallyHidden } from '@strapi/design-system';
import styled from 'styled-components';
import { parseSort, sortFieldSchema } from '../../../shared/contracts';
import type { Session } from '../../../shared/contracts';
import { PlainCell } from '../../components/PlainCell';
import { useTranslate } from '../../hooks/useTranslate';
import { SessionRow } from './SessionRow';
import { SortHeader } from './SortHeader';

const COLUMNS = sortFieldSchema.options;

const Frame = styled.div<{ $isOutdated: boolean }>`
  opacity: ${({ $isOutdated }) => ($isOutdated ? 0.6 : 1)};
  /* A quick answer doesn't flicker. */
  transition: opacity 0.1s ${({ $isOutdated }) => ($isOutdated ? '0.3s' : '0s')};

  tbody tr:hover,
  tbody tr:focus-within {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

interface SessionTableProps {
  results: Session[];
  search: string;
  sort: string;
  /** The rows answer an earlier question of the same tab. */
  isOutdated: boolean;
  onSort: (sort: string) => void;
}

/** A plain table in the design system's clothes: see `PlainCell`. */
export const SessionTable = ({ results, search, sort, isOutdated, onSort }: SessionTableProps) => {
  const t = useTranslate();
  return (
    <Frame $isOutdated={isOutdated} aria-busy={isOutdated}>
      <Table
        role="table"
        aria-label={t('list.label')}
        colCount={COLUMNS.length + 1}
        rowCount={results.length + 1}
        onKeyDown={() => undefined}
      >
        <Thead>
          <Tr>
            {COLUMNS.map((field) => (
              <SortHeader key={field} field={field} sort={parseSort(sort)} onSort={onSort} />
            ))}
            <PlainCell as="th" scope="col">
              <VisuallyHidden>{t('columns.open')}</VisuallyHidden>
            </PlainCell>
          </Tr>
        </Thead>
        <Tbody>
          {results.map((session) => (
            <SessionRow key={session.id} session={session} search={search} />
          ))}
        </Tbody>
      </Table>
    </Frame>
  );
};
