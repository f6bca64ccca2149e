import { Badge, Flex } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';

interface LevelCountsProps {
  warnings: number;
  errors: number;
}

/** How many warnings and errors a session logged; nothing where there are none. */
export const LevelCounts = ({ warnings, errors }: LevelCountsProps) => {
  const t = useTranslate();
  return (
    <Flex gap={1} shrink={0}>
      {errors > 0 && (
        <Badge size="S" backgroundColor="danger100" textColor="danger700">
          {t('counts.errors', { count: errors })}
        </Badge>
      )}
      {warnings > 0 && (
        <Badge size="S" backgroundColor="warning100" textColor="warning700">
          {t('counts.warnings', { count: warnings })}
        </Badge>
      )}
    </Flex>
  );
};
