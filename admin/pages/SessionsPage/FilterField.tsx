import styled from 'styled-components';

interface FilterFieldProps {
  /** Its usual width. */
  $basis: string;
  /** Takes what the others leave. */
  $grows?: boolean;
}

/** A field's place in the row of filters; in a narrow window each takes a row. */
export const FilterField = styled.div<FilterFieldProps>`
  flex: ${({ $grows, $basis }) => `${$grows ? 1 : 0} 1 ${$basis}`};

  ${({ theme }) => theme.mediaQueries.mobile} {
    flex-grow: 1;
  }
`;
