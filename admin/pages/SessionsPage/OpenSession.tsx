import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ChevronRight } from '@strapi/icons';
import { Link } from 'react-router-dom';
import styled, { css } from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { useAgo, useInstantFormat } from '../../hooks/useFormats';
import { useTranslate } from '../../hooks/useTranslate';
import type { sessionLocation } from '../../utils/routes';

const shown = css`
  a:focus-visible + [role='tooltip'] {
    display: block;
  }
`;

const Frame = styled.div<{ $isOpen: boolean }>`
  position: relative;

  ${({ $isOpen }) => $isOpen && shown}
`;

const OpenLink = styled(Link)`
  border-radius: ${({ theme }) => theme.borderRadius};
  display: flex;
  padding: ${({ theme }) => theme.spaces[2]};

  svg {
    height: ${({ theme }) => theme.spaces[3]};
    width: ${({ theme }) => theme.spaces[3]};
  }

  path {
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;

/** It describes the link also while it's hidden; it's visible while the link has the keyboard focus. */
const Bubble = styled.span`
  background: ${({ theme }) => theme.colors.neutral900};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral0};
  display: none;
  font-size: ${({ theme }) => theme.fontSizes[1]};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  position: absolute;
  right: calc(100% + ${({ theme }) => theme.spaces[1]});
  top: 50%;
  transform: translateY(-50%);
  white-space: nowrap;
  z-index: 1;
`;

interface OpenSessionProps {
  session: Pick<Session, 'id' | 'startedAt'>;
  to: ReturnType<typeof sessionLocation>;
}

/**
 * A row's one real link. It also shows the whole start, and how long ago that was, to keyboards and
 * screen readers: "Started at", which shows them on hover, takes no focus, and would be read out in every row.
 */
export const OpenSession = ({ session: { id, startedAt }, to }: OpenSessionProps) => {
  const t = useTranslate();
  const startedOn = useInstantFormat()(startedAt);
  const { ago, refresh } = useAgo(startedAt);
  const [isOpen, setOpen] = useState(false);
  const agoId = `session-${id}-ago`;

  const show = () => {
    refresh();
    setOpen(true);
  };
  /** It covers the summary, so it must be possible to hide it without moving the focus. */
  const hideOnEscape = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') setOpen(false);
  };

  return (
    <Frame $isOpen={isOpen}>
      <OpenLink
        to={to}
        aria-label={t('row.open', { startedAt: startedOn })}
        aria-describedby={agoId}
        onFocus={show}
        onKeyDown={hideOnEscape}
      >
        <ChevronRight aria-hidden />
      </OpenLink>
      <Bubble role="tooltip">
        {/* The link's name has it already. */}
        <span aria-hidden>{`${startedOn}, `}</span>
        <span id={agoId}>{t('row.startedAgo', { ago })}</span>
      </Bubble>
    </Frame>
  );
};
