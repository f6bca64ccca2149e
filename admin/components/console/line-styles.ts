import styled, { css, keyframes } from 'styled-components';
import type { EntryLevel } from '../../../shared/contracts';

/** Of a line of one row, in pixels: the estimate for lines that aren't measured yet. */
export const LINE_HEIGHT = 20;

/** Below this width the message goes under the time and level, as beside them it would have no room. */
const NARROW = '40rem';

const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/** A warning's text has no colour: no warning token has enough contrast on a light background. */
const LEVEL_COLORS = {
  debug: { border: 'neutral400', text: 'neutral600', background: 'neutral0' },
  info: { border: 'secondary600', text: 'neutral800', background: 'neutral0' },
  warn: { border: 'warning600', text: 'neutral800', background: 'warning100' },
  error: { border: 'danger600', text: 'danger700', background: 'danger100' },
} as const;

interface LineProps {
  $level: EntryLevel;
  $isChosen: boolean;
  $isCurrent: boolean;
  $isWrapped: boolean;
}

/** A line of the console; the virtualizer positions it. */
export const LineItem = styled.li<LineProps>`
  background: ${({ theme, $level, $isChosen }) =>
    theme.colors[$isChosen ? 'primary100' : LEVEL_COLORS[$level].background]};
  border-left: 3px solid
    ${({ theme, $level, $isChosen }) =>
      $isChosen ? theme.colors.primary600 : theme.colors[LEVEL_COLORS[$level].border]};
  color: ${({ theme, $level }) => theme.colors[LEVEL_COLORS[$level].text]};
  column-gap: ${({ theme }) => theme.spaces[2]};
  display: grid;
  font-family: ${MONOSPACE};
  font-size: ${({ theme }) => theme.fontSizes[1]};
  grid-template-areas: 'number time level toggle message' '. . . . data';
  /* A level is as wide as its language's longest word for one: see LogLines. */
  grid-template-columns: 3.5rem max-content var(--level-width) 1rem minmax(0, 1fr);
  left: 0;
  line-height: ${LINE_HEIGHT / 16}rem;
  list-style: none;
  min-width: 100%;
  outline: ${({ theme, $isCurrent }) =>
    $isCurrent ? `2px solid ${theme.colors.primary600}` : 'none'};
  outline-offset: -2px;
  padding-right: ${({ theme }) => theme.spaces[3]};
  position: absolute;
  top: 0;
  white-space: ${({ $isWrapped }) => ($isWrapped ? 'pre-wrap' : 'pre')};
  width: ${({ $isWrapped }) => ($isWrapped ? '100%' : 'max-content')};

  /* Inside the element: outside, the adjacent lines would cover it. */
  &:focus-visible,
  & :focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }

  @media (max-width: ${NARROW}) {
    column-gap: ${({ theme }) => theme.spaces[1]};
    grid-template-areas:
      'number time level toggle' 'message message message message'
      'data data data data';
    grid-template-columns: max-content max-content minmax(0, 1fr) 1.5rem;
    padding-left: ${({ theme }) => theme.spaces[2]};
  }
`;

export const LineNumber = styled.a`
  color: ${({ theme }) => theme.colors.neutral600};
  grid-area: number;
  text-align: right;
  text-decoration: none;
  user-select: none;

  &:hover {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }

  @media (max-width: ${NARROW}) {
    text-align: left;
  }
`;

export const LineTime = styled.time`
  color: ${({ theme }) => theme.colors.neutral600};
  font-variant-numeric: tabular-nums;
  grid-area: time;
  white-space: nowrap;
`;

export const LineLevel = styled.span<{ $level: EntryLevel }>`
  font-weight: ${({ theme, $level }) =>
    $level === 'warn' || $level === 'error' ? theme.fontWeights.bold : theme.fontWeights.regular};
  grid-area: level;
  white-space: nowrap;
`;

/** Characters of a message can't affect the text around it. */
const isolated = css`
  overflow-wrap: anywhere;
  tab-size: 4;
  unicode-bidi: isolate;
`;

export const LineMessage = styled.span`
  ${isolated}
  grid-area: message;
  min-height: ${LINE_HEIGHT / 16}rem;
`;

export const LineToggle = styled.button`
  align-items: center;
  background: none;
  border: none;
  color: inherit;
  cursor: pointer;
  display: flex;
  grid-area: toggle;
  height: ${LINE_HEIGHT / 16}rem;
  justify-content: center;
  padding: 0;

  svg {
    height: 0.5rem;
    transform: ${({ 'aria-expanded': isOpen }) => (isOpen ? 'none' : 'rotate(-90deg)')};
    width: 0.5rem;
  }

  svg path {
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;

export const LineData = styled.pre`
  ${isolated}
  background: ${({ theme }) => theme.colors.neutral100};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  font-family: inherit;
  grid-area: data;
  margin: ${({ theme }) => `0 0 ${theme.spaces[2]}`};
  padding: ${({ theme }) => theme.spaces[2]};
  white-space: inherit;
`;

const appear = keyframes`
  from { opacity: 0; }
`;

/** The placeholder of a line; delayed, so that a fast response doesn't flicker. */
export const LineSkeleton = styled.span`
  animation: ${appear} 100ms 150ms backwards;
  grid-column: 2 / -1;
  padding: 0.375rem 0;

  &::before {
    background: ${({ theme }) => theme.colors.neutral150};
    border-radius: ${({ theme }) => theme.borderRadius};
    content: '';
    display: block;
    height: 0.75rem;
    max-width: 40rem;
    width: var(--line-width);
  }
`;
