import { Flex } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import styled from 'styled-components';

/** Lower than the design system's smallest, so that a row of them leaves the height to the lines. */
const CONTROL_HEIGHT = '1.75rem';

/** A group of controls that wrap one by one, as all others do. */
export const FlatGroup = styled.div`
  display: contents;
`;

/** Controls in one row, in more only where the window is narrow. */
export const Toolbar = styled(Flex)`
  column-gap: ${({ theme }) => theme.spaces[2]};
  flex-wrap: wrap;
  row-gap: ${({ theme }) => theme.spaces[1]};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};

  ${({ theme }) => theme.mediaQueries.tablet} {
    padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  }
`;

export const SearchField = styled.label`
  align-items: center;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  display: flex;
  flex: 1 1 7rem;
  gap: ${({ theme }) => theme.spaces[2]};
  height: ${CONTROL_HEIGHT};
  max-width: 24rem;
  min-width: 7rem;
  padding: ${({ theme }) => `0 ${theme.spaces[2]}`};

  &:focus-within {
    border-color: ${({ theme }) => theme.colors.primary600};
    box-shadow: 0 0 0 1px ${({ theme }) => theme.colors.primary600};
  }

  svg {
    flex-shrink: 0;
    height: 0.75rem;
    width: 0.75rem;
  }

  path {
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;

export const SearchInput = styled.input`
  background: none;
  border: none;
  color: ${({ theme }) => theme.colors.neutral800};
  flex: 1;
  font: inherit;
  font-size: ${({ theme }) => theme.fontSizes[1]};
  min-width: 0;
  outline: none;

  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
    opacity: 1;
  }
`;

/** Text beside or on a control. */
export const ToolText = styled.span`
  color: ${({ theme }) => theme.colors.neutral600};
  font-size: ${({ theme }) => theme.fontSizes[1]};
  white-space: nowrap;
`;

/** Which of how many was stepped to, after the buttons: they stay under the pointer. */
export const Position = styled(ToolText)`
  align-self: center;
  padding-left: ${({ theme }) => theme.spaces[1]};
`;

/** Buttons that belong together, without a gap. */
export const ToolGroup = styled.span`
  display: inline-flex;

  > :not(:first-child) {
    border-bottom-left-radius: 0;
    border-top-left-radius: 0;
    margin-left: -1px;
  }

  > :not(:last-child) {
    border-bottom-right-radius: 0;
    border-top-right-radius: 0;
  }
`;

/** A button or, with `aria-pressed`, a filter that is filled while it's on. */
export const ToolButton = styled.button.attrs({ type: 'button' })`
  align-items: center;
  background: ${({ theme, 'aria-pressed': isOn }) =>
    isOn ? theme.colors.buttonPrimary600 : theme.colors.neutral0};
  border: 1px solid
    ${({ theme, 'aria-pressed': isOn }) =>
      isOn ? theme.colors.buttonPrimary600 : theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme, 'aria-pressed': isOn }) =>
    isOn ? theme.colors.buttonNeutral0 : theme.colors.neutral800};
  cursor: pointer;
  display: inline-flex;
  font: inherit;
  font-size: ${({ theme }) => theme.fontSizes[1]};
  gap: ${({ theme }) => theme.spaces[1]};
  height: ${CONTROL_HEIGHT};
  padding: ${({ theme }) => `0 ${theme.spaces[2]}`};
  position: relative;
  white-space: nowrap;

  &:hover:not(:disabled) {
    border-color: ${({ theme }) => theme.colors.primary600};
    z-index: 1;
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
    z-index: 2;
  }

  &:disabled {
    cursor: default;
    opacity: 0.5;
  }

  svg {
    height: 0.75rem;
    width: 0.75rem;
  }

  path {
    fill: currentColor;
  }
`;

/** The tick of a switch that is on; its space is kept where it's off. */
export const SwitchMark = styled(Check)<{ $isOn: boolean }>`
  visibility: ${({ $isOn }) => ($isOn ? 'visible' : 'hidden')};
`;
