import { Box, Flex, Typography } from '@strapi/design-system';
import { Refresh } from '@strapi/icons';
import { useTranslate } from '../../hooks/useTranslate';
import { BusyButton } from '../BusyButton';

interface LinesProblemProps {
  isRetrying: boolean;
  onRetry: () => void;
}

/** Under lines some of which couldn't be loaded. */
export const LinesProblem = ({ isRetrying, onRetry }: LinesProblemProps) => {
  const t = useTranslate();
  return (
    <Box role="alert" background="danger100" padding={3}>
      <Flex gap={4} wrap="wrap" justifyContent="space-between">
        <Typography textColor="neutral800">{t('session-page.linesMissing')}</Typography>
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
