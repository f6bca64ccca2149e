import { Box, Flex, Typography } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';

interface LevelCountsProps {
  warnings: number;
  errors: number;
}

export const LevelCounts = ({ warnings, errors }: LevelCountsProps) => {
  const t = useTranslate();
  if (warnings + errors === 0) return null;
  return (
    <Flex gap={1} shrink={0}>
      {errors > 0 && <Count variant="danger" text={t('counts.errors', { count: errors })} />}
      {warnings > 0 && <Count variant="warning" text={t('counts.warnings', { count: warnings })} />}
    </Flex>
  );
};

/** Not the design system's `Status`: its amber text has too little contrast at this size. */
const Count = ({ variant, text }: { variant: 'danger' | 'warning'; text: string }) => (
  <Box
    background={`${variant}100`}
    borderColor={`${variant}200`}
    hasRadius
    paddingLeft={2}
    paddingRight={2}
  >
    <Typography variant="pi" textColor="neutral800">
      {text}
    </Typography>
  </Box>
);
