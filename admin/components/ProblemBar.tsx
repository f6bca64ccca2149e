import { Box, Flex, Typography } from '@strapi/design-system';
import { Refresh } from '@strapi/icons';
import { useTranslate } from '../hooks/useTranslate';
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
