import type { ReactNode, ThHTMLAttributes } from 'react';
import { Box } from '@strapi/design-system';
import styled from 'styled-components';

interface PlainCellProps extends ThHTMLAttributes<HTMLTableCellElement> {
  as?: 'td' | 'th';
  children?: ReactNode;
  /** A prop that the design system's `Tr` sets for its grid; unused. */
  coords?: unknown;
  /** The column's name, for the layouts that move it. */
  'data-area'?: string;
}

const Cell = styled(Box)`
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: ${({ theme }) => theme.fontSizes[2]};
  line-height: ${({ theme }) => theme.lineHeights[4]};
  text-align: left;
  vertical-align: middle;

  /* The design system's rows are twice as high, and would show half as many sessions. */
  &&& {
    height: auto;
    padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]} ${theme.spaces[2]} 0`};
  }

  &&&:first-child {
    padding-left: ${({ theme }) => theme.spaces[2]};
  }
`;

/**
 * A cell that looks like the design system's `Td`. That one makes the table an arrow-key grid: links
 * and buttons in it leave the Tab order, and a re-render may move the focus.
 */
export const PlainCell = ({ as = 'td', coords: _coords, ...props }: PlainCellProps) => (
  <Cell as={as} role={as === 'th' ? 'columnheader' : 'cell'} {...props} />
);
