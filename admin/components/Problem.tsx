import { Box, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import type { ButtonProps } from '@strapi/design-system';
import { ExclamationMarkCircle, Refresh } from '@strapi/icons';
import styled from 'styled-components';
import { useTranslate } from '../hooks/useTranslate';
import { toProblem } from '../utils/problem';
import { BusyButton } from './BusyButton';

interface RetryProps {
  isRetrying: boolean;
  onRetry: () => void;
}

const RetryButton = ({ isRetrying, onRetry, ...props }: RetryProps & Partial<ButtonProps>) => {
  const t = useTranslate();
  return (
    <BusyButton {...props} startIcon={<Refresh />} isBusy={isRetrying} onClick={onRetry}>
      {t('problem.retry')}
    </BusyButton>
  );
};

interface ProblemBarProps extends RetryProps {
  text: string;
  /** Warning: the content may be out of date. Danger: some of it is missing. */
  variant: 'warning' | 'danger';
}

/** Beside content of which a part failed: what failed, and a button to try again. */
export const ProblemBar = ({ text, variant, ...retry }: ProblemBarProps) => (
  <Box
    role={variant === 'danger' ? 'alert' : 'status'}
    background={`${variant}100`}
    borderColor={`${variant}200`}
    hasRadius
    padding={3}
  >
    <Flex gap={4} wrap="wrap" justifyContent="space-between">
      <Typography textColor="neutral800">{text}</Typography>
      <RetryButton size="S" variant="tertiary" {...retry} />
    </Flex>
  </Box>
);

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

/** Shown instead of the content: what failed, and a button to try again. */
export const ProblemNotice = ({ error, ...retry }: RetryProps & { error: unknown }) => {
  const t = useTranslate();
  const { kind, message } = toProblem(error);
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<ProblemIcon />}
        content={message ? t('problem.reported', { message }) : t(`problem.${kind}`)}
        action={<RetryButton variant="secondary" {...retry} />}
      />
    </Box>
  );
};
