import { useEffect, useRef } from 'react';
import { VisuallyHidden } from '@strapi/design-system';
import styled from 'styled-components';
import { useTranslate } from '../hooks/useTranslate';
import { useUnseen } from '../hooks/useUnseen';

const TEXT_ID = 'localazy-activity-logs-unseen';

const Dot = styled.span`
  background: ${({ theme }) => theme.colors.danger600};
  border: 1px solid ${({ theme }) => theme.colors.neutral0};
  border-radius: 50%;
  height: ${10 / 16}rem;
  position: absolute;
  right: -${5 / 16}rem;
  top: -${5 / 16}rem;
  width: ${10 / 16}rem;
`;

const Mark = () => {
  const t = useTranslate();
  const dot = useRef<HTMLSpanElement>(null);
  // Strapi's menu hides its icons from screen readers, and lets no plugin describe a link.
  useEffect(() => {
    const link = dot.current?.closest('a');
    link?.setAttribute('aria-describedby', TEXT_ID);
    return () => link?.removeAttribute('aria-describedby');
  }, []);
  return (
    <Dot ref={dot} data-unseen>
      <VisuallyHidden id={TEXT_ID}>{t('plugin.unseen')}</VisuallyHidden>
    </Dot>
  );
};

/** A dot where sessions have failed since this user last looked; the page's tabs have their numbers. */
const UnseenMark = () => {
  const unseen = useUnseen();
  const hasAny = unseen !== undefined && Object.values(unseen).some((count) => count > 0);
  return hasAny ? <Mark /> : null;
};

export default UnseenMark;
