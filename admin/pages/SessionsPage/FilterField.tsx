import styled from 'styled-components';

interface FilterFieldProps {
  $basis: string;
  /** Takes what the others leave of a row. They fill a row that it isn't in. */
  $grows?: boolean;
}

/** A field of the filters. Its label is for screen readers alone: others see it as the field's placeholder. */
export const FilterField = styled.div<FilterFieldProps>`
  flex: ${({ $grows, $basis }) => `${$grows ? 100 : 1} 1 ${$basis}`};
  min-width: 0;

  label {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }

  input {
    text-overflow: ellipsis;
  }

  /* A browser's own colour is too dark in the dark theme. */
  input::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
    opacity: 1;
  }

  /* The design system's text field is two pixels higher than its selects and dates. */
  form input {
    height: ${30 / 16}rem;
  }

  /* A long value of a select is cut, so that the button that clears it stays in sight. */
  [role='combobox'] > span:first-child,
  [role='combobox'] > span:first-child span {
    display: block;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Of a date field with a value: the icon would take the room of the year. */
  svg:has(~ button) {
    display: none;
  }

  ${({ theme }) => theme.mediaQueries.mobile} {
    flex: 1 1 6.5rem;
  }
`;
