import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useTranslate } from '../../hooks/useTranslate';

/** Above rows that are still there but couldn't be renewed. */
export const RefreshProblem = ({ onRetry }: { onRetry: () => void }) => {
  const t = useTranslate();
  return (
    <Box background="warning100" borderColor="warning200" hasRadius padding={3} marginBottom={4}>
      <Flex gap={4} wrap="wrap" justifyContent="space-between">
        <Typography textColor="neutral800" role="status">
          {t('list.notRenewed')}
        </Typography>
        <TextButton onClick={onRetry}>{t('problem.retry')}</TextButton>
      </Flex>
    </Box>
  );
};
