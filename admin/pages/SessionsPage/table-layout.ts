import styled, { css } from 'styled-components';

export type TableLayout = 'wide' | 'compact' | 'cards';

/** In CSS pixels. */
const MIN_WIDTHS: readonly (readonly [TableLayout, number])[] = [
  ['wide', 780],
  ['compact', 580],
];

export const layoutFor = (width: number): TableLayout =>
  MIN_WIDTHS.find(([, needed]) => width >= needed)?.[0] ?? 'cards';

/** The days have room beside the tabs from so many CSS pixels on: also where Strapi's menu is unfolded in a window of 1280. */
export const hasRoomForDays = (width: number) => width >= 700;

/** Widths of columns in rem; the summary has the rest. The status column fits its longest word. */
const COLUMNS = {
  wide: { startedAt: 9.25, duration: 6.25, initiatedBy: 8.5, open: 2.75 },
  compact: { startedAt: 6.5, duration: 5.75, initiatedBy: 6.5, open: 2.75 },
};

/** Fixed, so that no column moves with what happens to be in it. */
const table = (layout: keyof typeof COLUMNS) => css<{ $statusLength: number }>`
  table {
    table-layout: fixed;
  }

  th[data-area='status'] {
    width: calc(${({ $statusLength }) => $statusLength}ch + 3.5rem);
  }

  ${Object.entries(COLUMNS[layout]).map(
    ([area, width]) => `th[data-area='${area}'] { width: ${width}rem; }`
  )}

  /* As high with a progress bar as without one. */
  tbody tr {
    height: ${53 / 16}rem;
  }

  td {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  td[data-area='open'] {
    overflow: visible;
  }

  &&& [data-area='open'] {
    padding-right: ${({ theme }) => theme.spaces[2]};
  }
`;

/** The start in two lines. */
const compact = css`
  th,
  [data-area='startedAt'] {
    text-wrap: balance;
    white-space: normal;
  }

  &&& th,
  &&& td {
    padding-right: ${({ theme }) => theme.spaces[2]};
  }
`;

const AREAS = ['status', 'startedAt', 'duration', 'summary', 'initiatedBy', 'open'];

/** Each row a card. The roles are in the markup, as another `display` takes them from a table. */
const cards = css<{ $hasHeaders: boolean }>`
  table,
  tbody {
    display: block;
    white-space: normal;
  }

  thead {
    display: ${({ $hasHeaders }) => ($hasHeaders ? 'block' : 'none')};
  }

  thead tr {
    column-gap: ${({ theme }) => theme.spaces[3]};
    display: flex;
    flex-wrap: wrap;
    padding: ${({ theme }) => theme.spaces[1]} 0;
  }

  tbody tr {
    align-items: center;
    column-gap: ${({ theme }) => theme.spaces[2]};
    display: grid;
    grid-template-areas:
      'status startedAt startedAt'
      'summary summary open'
      'initiatedBy duration duration';
    grid-template-columns: auto minmax(0, 1fr) auto;
    padding: ${({ theme }) => theme.spaces[2]} 0;
    row-gap: ${({ theme }) => theme.spaces[1]};
  }

  ${AREAS.map((area) => `tbody [data-area='${area}'] { grid-area: ${area}; }`)}

  tbody [data-area='startedAt'],
  tbody [data-area='duration'] {
    justify-self: end;
  }

  tbody [data-area='startedAt'] {
    font-size: ${({ theme }) => theme.fontSizes[1]};
  }

  tbody [data-area='initiatedBy'] {
    grid-column: 1 / 3;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  &&&& th,
  &&&& td {
    padding: 0;
  }
`;

interface TableFrameProps {
  $layout: TableLayout;
  /** Only cards can be without. */
  $hasHeaders: boolean;
  $isOutdated: boolean;
  /** Characters of the longest word for a status. */
  $statusLength: number;
}

const LAYOUTS = {
  wide: table('wide'),
  compact: css`
    ${table('compact')}
    ${compact}
  `,
  cards,
};

export const TableFrame = styled.div<TableFrameProps>`
  opacity: ${({ $isOutdated }) => ($isOutdated ? 0.6 : 1)};
  /* A fast response doesn't flicker. */
  transition: opacity 0.1s ${({ $isOutdated }) => ($isOutdated ? '0.3s' : '0s')};

  /* Narrower margins than the design system's. */
  && > div > div > div {
    padding-left: ${({ theme }) => theme.spaces[3]};
    padding-right: ${({ theme }) => theme.spaces[3]};
  }

  tbody tr:hover,
  tbody tr:focus-within {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  ${({ $layout }) => LAYOUTS[$layout]}
`;
