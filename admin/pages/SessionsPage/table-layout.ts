import styled, { css } from 'styled-components';

export type TableLayout = 'wide' | 'compact' | 'cards';

/** In CSS pixels. */
const MIN_WIDTHS: readonly (readonly [TableLayout, number])[] = [
  ['wide', 960],
  ['compact', 600],
];

export const layoutFor = (width: number): TableLayout =>
  MIN_WIDTHS.find(([, needed]) => width >= needed)?.[0] ?? 'cards';

/** Dates and names in two lines. */
const compact = css`
  table {
    white-space: normal;
  }

  &&& th,
  &&& td {
    padding-right: ${({ theme }) => theme.spaces[3]};
  }

  [data-area='startedAt'] {
    min-width: 7rem;
  }

  [data-area='duration'],
  [data-area='initiatedBy'] {
    min-width: 6rem;
  }
`;

const AREAS = ['status', 'startedAt', 'duration', 'summary', 'initiatedBy', 'open'];

/** Each row a card. The roles are in the markup, as another `display` takes them from a table. */
const cards = css`
  table,
  thead,
  tbody {
    display: block;
    white-space: normal;
  }

  thead tr {
    column-gap: ${({ theme }) => theme.spaces[3]};
    display: flex;
    flex-wrap: wrap;
    padding: ${({ theme }) => theme.spaces[2]} 0;
  }

  tbody tr {
    display: grid;
    gap: ${({ theme }) => theme.spaces[2]};
    grid-template-areas:
      'status open'
      'startedAt duration'
      'summary summary'
      'initiatedBy initiatedBy';
    grid-template-columns: 1fr auto;
    padding: ${({ theme }) => theme.spaces[3]} 0;
  }

  ${AREAS.map((area) => `tbody [data-area='${area}'] { grid-area: ${area}; }`)}

  tbody [data-area='open'] {
    justify-self: end;
  }

  &&&& th,
  &&&& td {
    max-width: none;
    min-width: 0;
    padding: 0;
    width: auto;
  }
`;

interface TableFrameProps {
  $layout: TableLayout;
  $isOutdated: boolean;
}

export const TableFrame = styled.div<TableFrameProps>`
  opacity: ${({ $isOutdated }) => ($isOutdated ? 0.6 : 1)};
  /* A fast response doesn't flicker. */
  transition: opacity 0.1s ${({ $isOutdated }) => ($isOutdated ? '0.3s' : '0s')};

  tbody tr:hover,
  tbody tr:focus-within {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  ${({ $layout }) => $layout === 'compact' && compact}
  ${({ $layout }) => $layout === 'cards' && cards}
`;
