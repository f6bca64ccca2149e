import { Table, Tbody, Thead, Tr, VisuallyHidden } from '@strapi/design-system';
import { parseSort, sortFieldSchema } from '../../../shared/contracts';
import type { Session } from '../../../shared/contracts';
import { PlainCell } from '../../components/PlainCell';
import { useTranslate } from '../../hooks/useTranslate';
import { useWidth } from '../../hooks/useWidth';
import { SessionRow } from './SessionRow';
import { SortHeader } from './SortHeader';
import { layoutFor, TableFrame } from './table-layout';

const COLUMNS = sortFieldSchema.options;

interface SessionTableProps {
  results: Session[];
  search: string;
  sort: string;
  /** The rows are those of an earlier request of the same tab. */
  isOutdated: boolean;
  onSort: (sort: string) => void;
}

/** A plain table that looks like the design system's: see `PlainCell`. */
export const SessionTable = ({ results, search, sort, isOutdated, onSort }: SessionTableProps) => {
  const t = useTranslate();
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
            <SessionRow key={session.id} session={session} search={search} />
          ))}
        </Tbody>
      </Table>
    </TableFrame>
  );
};
