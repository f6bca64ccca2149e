import styled from 'styled-components';

interface FilterFieldProps {
  $basis: string;
  /** Takes the rest of the row. */
  $grows?: boolean;
}

/** A field in the row of filters; in a narrow window each takes a row. */
export const FilterField = styled.div<FilterFieldProps>`
  flex: ${({ $grows, $basis }) => `${$grows ? 1 : 0} 1 ${$basis}`};

  ${({ theme }) => theme.mediaQueries.mobile} {
    flex-grow: 1;
  }
`;
