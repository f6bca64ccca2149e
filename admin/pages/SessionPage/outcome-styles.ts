import styled from 'styled-components';

export const Toggle = styled.button`
  align-items: center;
  background: none;
  border: none;
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: pointer;
  display: flex;
  font: inherit;
  font-size: ${({ theme }) => theme.fontSizes[1]};
  font-weight: ${({ theme }) => theme.fontWeights.bold};
  gap: ${({ theme }) => theme.spaces[2]};
  padding: 0;

  svg {
    height: 0.375rem;
    transform: ${({ 'aria-expanded': isOpen }) => (isOpen ? 'none' : 'rotate(-90deg)')};
    width: 0.5rem;
  }

  path {
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;

/** Bounded, so that many types leave the lines their room. */
export const Scroll = styled.div`
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  margin-top: ${({ theme }) => theme.spaces[1]};
  max-height: 6.5rem;
  overflow: auto;
  width: fit-content;
  max-width: 100%;
`;

export const Table = styled.table`
  font-size: ${({ theme }) => theme.fontSizes[1]};

  thead th {
    background: ${({ theme }) => theme.colors.neutral0};
    color: ${({ theme }) => theme.colors.neutral600};
    position: sticky;
    top: 0;
    z-index: 1;
  }

  tbody tr {
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
`;

export const Cell = styled.td`
  color: ${({ theme }) => theme.colors.neutral800};
  line-height: 1rem;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  text-align: left;
  white-space: nowrap;
`;

export const Counts = styled.span`
  [data-action='failed'] {
    color: ${({ theme }) => theme.colors.danger600};
    font-weight: ${({ theme }) => theme.fontWeights.bold};
  }
`;

/** Filters the lines; filled while it does. */
export const CellButton = styled.button`
  background: ${({ theme, 'aria-pressed': isOn }) =>
    isOn ? theme.colors.buttonPrimary600 : 'none'};
  border: none;
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme, 'aria-pressed': isOn }) =>
    isOn ? theme.colors.buttonNeutral0 : theme.colors.primary600};
  cursor: pointer;
  font: inherit;
  margin: 0 -${({ theme }) => theme.spaces[1]};
  padding: 0 ${({ theme }) => theme.spaces[1]};

  &[aria-pressed='true'] [data-action] {
    color: inherit;
  }

  &:hover {
    text-decoration: underline;
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;
