import { Box, Button, Checkbox, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import { entryLevelSchema } from '../../../shared/contracts';
import type { EntryLevel } from '../../../shared/contracts';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import { LineSearch } from './LineSearch';

const CHIP_TEXTS = {
  debug: 'session-page.chip.debug',
  info: 'session-page.chip.info',
  warn: 'counts.warnings',
  error: 'counts.errors',
} as const;

/** The most severe first: that's what people look for. */
const LEVELS = [...entryLevelSchema.options].reverse();

interface ModelProps {
  model: ConsoleModel;
}

/** Filters by level; none pressed: all. */
const LevelChips = ({ model: { state, view, changeState } }: ModelProps) => {
  const t = useTranslate();
  const { level: chosen, verbose } = state;
  const offered = LEVELS.filter((level) => level !== 'debug' || verbose || chosen.includes(level));
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
            onClick={() => changeState({ level: toggled(level) })}
          >
            {view
              ? t(CHIP_TEXTS[level], { count: view.levelCounts[level] })
              : t(`session-page.level.${level}`)}
          </Button>
        );
      })}
    </Flex>
  );
};

const LEVEL_STEPS = [
  { level: 'error', text: 'session-page.nextError' },
  { level: 'warn', text: 'session-page.nextWarning' },
] as const;

export const ConsoleToolbar = ({ model }: ModelProps) => {
  const { state, changeState, view, stepThrough } = model;
  const t = useTranslate();
  const counts = view?.levelCounts;

  const changeVerbose = (verbose: boolean) =>
    changeState({ verbose, level: state.level.filter((level) => verbose || level !== 'debug') });

  return (
    <Box role="group" aria-label={t('session-page.toolbar')} padding={3}>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <LineSearch model={model} />
        <Flex gap={4} wrap="wrap">
          <Checkbox
            role="switch"
            value={state.verbose}
            onValueChange={changeVerbose}
            title={t('session-page.verboseHint', { count: counts?.debug ?? 0 })}
          >
            {t('session-page.verbose')}
          </Checkbox>
          <Checkbox role="switch" value={model.isWrapped} onValueChange={model.setWrapped}>
            {t('session-page.wrap')}
          </Checkbox>
        </Flex>
      </Flex>
      <Flex gap={2} wrap="wrap" justifyContent="space-between" paddingTop={2}>
        <LevelChips model={model} />
        <Flex gap={1} wrap="wrap">
          {LEVEL_STEPS.map(({ level, text }) => (
            <Button
              key={level}
              size="S"
              variant="tertiary"
              startIcon={<ArrowDown />}
              disabled={!counts?.[level]}
              onClick={() => stepThrough(level)}
            >
              {t(text)}
            </Button>
          ))}
        </Flex>
      </Flex>
    </Box>
  );
};
