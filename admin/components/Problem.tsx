import { Box, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { ExclamationMarkCircle, Refresh } from '@strapi/icons';
import styled from 'styled-components';
import { useTranslate } from '../hooks/useTranslate';
import { toProblem } from '../utils/problem';
import { BusyButton } from './BusyButton';

interface ProblemBarProps {
  text: string;
  /** Warning: the content may be out of date. Danger: some of it is missing. */
  variant: 'warning' | 'danger';
  isRetrying: boolean;
  onRetry: () => void;
}

/** Beside content of which a part failed: what failed, and a button to try again. */
export const ProblemBar = ({ text, variant, isRetrying, onRetry }: ProblemBarProps) => {
  const t = useTranslate();
  return (
    <Box
      role={variant === 'danger' ? 'alert' : 'status'}
      background={`${variant}100`}
      borderColor={`${variant}200`}
      hasRadius
      padding={3}
    >
      <Flex gap={4} wrap="wrap" justifyContent="space-between">
        <Typography textColor="neutral800">{text}</Typography>
        <BusyButton
          size="S"
          variant="tertiary"
          startIcon={<Refresh />}
          isBusy={isRetrying}
          onClick={onRetry}
        >
          {t('problem.retry')}
        </BusyButton>
      </Flex>
    </Box>
  );
};

/** In a colour of the theme: its own is invisible in the dark one. */
const ProblemIcon = styled(ExclamationMarkCircle)`
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

/** Shown instead of the content: what failed, and a button to try again. */
export const ProblemNotice = ({ error, isRetrying, onRetry }: ProblemNoticeProps) => {
  const t = useTranslate();
  const { kind, message } = toProblem(error);
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<ProblemIcon />}
        content={message ? t('problem.reported', { message }) : t(`problem.${kind}`)}
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
