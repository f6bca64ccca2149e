import { Button, Flex } from '@strapi/design-system';
import { entryLevelSchema } from '../../../shared/contracts';
import type { EntryLevel } from '../../../shared/contracts';
import type { LevelCounts } from '../../console/log-view';
import { useTranslate } from '../../hooks/useTranslate';

const CHIP_TEXTS = {
  debug: 'session-page.chip.debug',
  info: 'session-page.chip.info',
  warn: 'counts.warnings',
  error: 'counts.errors',
} as const;

/** The most severe first: that's what people look for. */
const LEVELS = [...entryLevelSchema.options].reverse();

interface LevelChipsProps {
  chosen: readonly EntryLevel[];
  isVerbose: boolean;
  /** Undefined while they aren't known. */
  counts: LevelCounts | undefined;
  onChange: (chosen: EntryLevel[]) => void;
}

/** Filters by level; none pressed: all. */
export const LevelChips = ({ chosen, isVerbose, counts, onChange }: LevelChipsProps) => {
  const t = useTranslate();
  const offered = LEVELS.filter(
    (level) => level !== 'debug' || isVerbose || chosen.includes(level)
  );
  const toggled = (toggledLevel: EntryLevel) =>
    LEVELS.filter((level) => chosen.includes(level) !== (level === toggledLevel));

  return (
    <Flex gap={1} wrap="wrap" role="group" aria-label={t('session-page.levels')}>
      {offered.map((level) => {
        const isPressed = chosen.includes(level);
        return (
          <Button
            key={level}
            size="S"
            variant={isPressed ? 'secondary' : 'tertiary'}
            aria-pressed={isPressed}
            onClick={() => onChange(toggled(level))}
          >
            {counts
              ? t(CHIP_TEXTS[level], { count: counts[level] })
              : t(`session-page.level.${level}`)}
          </Button>
        );
      })}
    </Flex>
  );
};
