import { Link } from 'react-router-dom';
import styled, { css, keyframes } from 'styled-components';
import type { EntryLevel } from '../../../shared/contracts';

/** Of a line of one row, in pixels: the estimate for lines that aren't measured yet. */
export const LINE_HEIGHT = 20;

/** Below this width the message goes under the time and level, as beside them it would have no room. */
const NARROW = '40rem';

const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace";

/** Lines whose level has no colour get no sign and no tint either. */
const LEVEL_COLORS = { warn: 'warning600', error: 'danger600' } as const;

const colorOf = (level: EntryLevel) =>
  level === 'warn' || level === 'error' ? LEVEL_COLORS[level] : null;

/** Of the colour behind a line. The theme's own tints are no lighter than the page in the dark theme. */
const TINT = '1c';

interface LineProps {
  $level: EntryLevel;
  $isChosen: boolean;
  $isCurrent: boolean;
  $isWrapped: boolean;
}

/** A line of the console; the virtualizer positions it. */
export const LineItem = styled.li<LineProps>`
  /* On a tint the colour of links has too little contrast in the dark theme. */
  --action-color: ${({ theme, $level, $isChosen }) =>
    theme.colors[$isChosen || colorOf($level) ? 'neutral800' : 'primary600']};
  background-color: ${({ theme, $level, $isChosen }) => {
    const color = $isChosen ? 'primary600' : colorOf($level);
    return color ? `${theme.colors[color]}${TINT}` : theme.colors.neutral0;
  }};
  border-left: 3px solid
    ${({ theme, $level, $isChosen }) =>
      theme.colors[$isChosen ? 'primary600' : (colorOf($level) ?? 'neutral0')]};
  color: ${({ theme, $level }) => theme.colors[$level === 'debug' ? 'neutral600' : 'neutral800']};
  column-gap: ${({ theme }) => theme.spaces[2]};
  display: grid;
  font-family: ${MONOSPACE};
  font-size: ${({ theme }) => theme.fontSizes[1]};
  grid-template-areas: 'number time level message' '. . . data';
  /* Numbers and times are as wide as the longest: see LogLines. */
  grid-template-columns: var(--number-width) var(--time-width) 0.875rem minmax(0, 1fr);
  left: 0;
  line-height: ${LINE_HEIGHT / 16}rem;
  list-style: none;
  min-width: 100%;
  outline: ${({ theme, $isCurrent }) =>
    $isCurrent ? `2px solid ${theme.colors.primary600}` : 'none'};
  outline-offset: -2px;
  padding-left: ${({ theme }) => theme.spaces[1]};
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
    grid-template-areas: 'number time level' 'message message message' 'data data data';
    grid-template-columns: max-content max-content minmax(0, 1fr);
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
  text-align: right;
  white-space: nowrap;
`;

/** Coloured as its level; empty for lines that have no sign. */
export const LineSign = styled.span<{ $level: EntryLevel }>`
  align-items: center;
  display: flex;
  grid-area: level;
  height: ${LINE_HEIGHT / 16}rem;

  svg {
    height: 0.8125rem;
    width: 0.8125rem;
  }

  path {
    fill: ${({ theme, $level }) => theme.colors[colorOf($level) ?? 'neutral600']};
  }
`;

/** Characters of a message can't affect the text beside it. */
const isolated = css`
  overflow-wrap: anywhere;
  tab-size: 4;
  unicode-bidi: isolate;
`;

export const LineText = styled.div`
  grid-area: message;
  min-height: ${LINE_HEIGHT / 16}rem;
`;

export const LineMessage = styled.span`
  ${isolated}
`;

/** What can be done with a line, in words after its message. */
export const LineButton = styled.button`
  background: none;
  border: none;
  color: var(--action-color);
  cursor: pointer;
  font: inherit;
  line-height: inherit;
  margin-left: ${({ theme }) => theme.spaces[2]};
  padding: 0;
  user-select: none;
  white-space: nowrap;

  &:hover {
    text-decoration: underline;
  }

  svg {
    height: 0.375rem;
    margin-right: ${({ theme }) => theme.spaces[1]};
    transform: ${({ 'aria-expanded': isOpen }) => (isOpen ? 'none' : 'rotate(-90deg)')};
    width: 0.5rem;
  }

  path {
    fill: currentColor;
  }
`;

/** The entry of content that a line is about. */
export const LineContentLink = styled(Link)`
  color: var(--action-color);
  margin-left: ${({ theme }) => theme.spaces[2]};
  user-select: none;
`;

export const LineData = styled.div`
  --action-color: ${({ theme }) => theme.colors.primary600};
  ${isolated}
  background: ${({ theme }) => theme.colors.neutral100};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  grid-area: data;
  margin: ${({ theme }) => `0 0 ${theme.spaces[2]}`};
  padding: ${({ theme }) => theme.spaces[2]};

  pre {
    font-family: inherit;
    white-space: inherit;
  }

  ${LineButton} {
    margin-left: 0;
  }
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
