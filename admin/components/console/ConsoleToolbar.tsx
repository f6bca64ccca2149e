import { Box, Button, Checkbox, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import { LevelChips } from './LevelChips';
import { LineSearch } from './LineSearch';

const LEVEL_STEPS = [
  { level: 'error', text: 'session-page.nextError' },
  { level: 'warn', text: 'session-page.nextWarning' },
] as const;

/** Search, levels, steps, and how the lines below are shown. */
export const ConsoleToolbar = ({ model }: { model: ConsoleModel }) => {
  const { state, changeState, view, stepThrough } = model;
  const t = useTranslate();
  const counts = view?.levelCounts;

  const changeVerbose = (verbose: boolean) =>
    changeState({ verbose, level: state.level.filter((level) => verbose || level !== 'debug') });

  return (
    <Box role="group" aria-label={t('session-page.toolbar')} padding={3}>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <LineSearch
          search={state.search}
          onSearch={(search) => changeState({ search })}
          matches={view?.matches?.length}
          current={model.currentMatch}
          onStep={(direction) => stepThrough('match', direction)}
          isInContext={state.context}
          onContext={(context) => changeState({ context })}
        />
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
        <LevelChips
          chosen={state.level}
          isVerbose={state.verbose}
          counts={counts}
          onChange={(level) => changeState({ level })}
        />
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
