import { Box, EmptyStateLayout } from '@strapi/design-system';
import { ExclamationMarkCircle, Refresh } from '@strapi/icons';
import styled from 'styled-components';
import { useTranslate } from '../hooks/useTranslate';
import { toProblem } from '../utils/problem';
import { BusyButton } from './BusyButton';

/** In the theme's colour, as its own is invisible in the dark one; and smaller than a picture would be. */
const Mark = styled(ExclamationMarkCircle)`
  && {
    height: ${56 / 16}rem;
    width: ${56 / 16}rem;
  }

  path {
    fill: ${({ theme }) => theme.colors.danger600};
  }
`;

interface ProblemNoticeProps {
  error: unknown;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Stands where the content would: what failed, in words, and a way to try again. */
export const ProblemNotice = ({ error, isRetrying, onRetry }: ProblemNoticeProps) => {
  const t = useTranslate();
  const { kind, message } = toProblem(error);
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<Mark />}
        content={message ? t('problem.told', { message }) : t(`problem.${kind}`)}
        action={
          <BusyButton
            variant="secondary"
            startIcon={<Refresh />}
            isBusy={isRetrying}
            onClick={onRetry}
          >
            {t('problem.retry')}
          </BusyButton>
        }
      />
    </Box>
  );
};
