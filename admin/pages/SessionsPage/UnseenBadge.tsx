import { VisuallyHidden } from '@strapi/design-system';
import styled from 'styled-components';
import { MAX_UNSEEN } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';

const Pill = styled.span`
  background: ${({ theme }) => theme.colors.danger600};
  border-radius: ${({ theme }) => theme.spaces[4]};
  color: ${({ theme }) => theme.colors.neutral0};
  display: inline-block;
  line-height: 1;
  margin-left: ${({ theme }) => theme.spaces[1]};
  min-width: ${({ theme }) => theme.spaces[4]};
  padding: ${({ theme }) => `1px ${theme.spaces[1]}`};
  text-align: center;
`;

/** How many sessions of a tab failed since this user last looked at it; nothing where none. */
export const UnseenBadge = ({ count }: { count: number }) => {
  const t = useTranslate();
  if (count === 0) return null;
  const highest = MAX_UNSEEN - 1;
  const isMore = count > highest;
  return (
    <>
      <Pill aria-hidden>{isMore ? `${highest}+` : count}</Pill>
      <VisuallyHidden>
        {isMore ? t('tabs.unseenMany', { count: highest }) : t('tabs.unseen', { count })}
      </VisuallyHidden>
    </>
  );
};
