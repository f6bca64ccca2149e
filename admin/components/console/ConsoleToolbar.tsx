import { Box, Button, Checkbox, Flex } from '@strapi/design-system';
import { ArrowDown } from '@strapi/icons';
import type { ConsoleState } from '../../hooks/entries/console-state';
import type { EntryCounts } from '../../hooks/entries/useEntryCache';
import type { CurrentLine, StepDirection } from '../../hooks/entries/useLineSteps';
import { useTranslate } from '../../hooks/useTranslate';
import { LevelChips } from './LevelChips';
import { LineSearch } from './LineSearch';

interface ConsoleToolbarProps {
  state: ConsoleState;
  onChange: (patch: Partial<ConsoleState>) => void;
  counts: EntryCounts | undefined;
  matches: number | undefined;
  /** The match that was stepped to. */
  currentMatch: CurrentLine | null;
  onStepToMatch: (direction: StepDirection) => void;
  onStepToLevel: (level: 'warn' | 'error') => void;
  isWrapped: boolean;
  onWrap: (isWrapped: boolean) => void;
}

const LEVEL_STEPS = [
  { level: 'error', text: 'session-page.nextError' },
  { level: 'warn', text: 'session-page.nextWarning' },
] as const;

/** Search, levels, steps and looks of the lines below. */
export const ConsoleToolbar = (props: ConsoleToolbarProps) => {
  const { state, onChange, counts, isWrapped, onWrap } = props;
  const t = useTranslate();
  const levelCounts = counts?.levelCounts;

  const changeVerbose = (verbose: boolean) =>
    onChange({ verbose, level: state.level.filter((level) => verbose || level !== 'debug') });

  return (
    <Box role="group" aria-label={t('session-page.toolbar')} padding={3}>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <LineSearch
          search={state.search}
          onSearch={(search) => onChange({ search })}
          matches={props.matches}
          current={props.currentMatch}
          onStep={props.onStepToMatch}
          isInContext={state.context}
          onContext={(context) => onChange({ context })}
        />
        <Flex gap={4} wrap="wrap">
          <Checkbox
            role="switch"
            value={state.verbose}
            onValueChange={changeVerbose}
            title={t('session-page.verboseHint', { count: levelCounts?.debug ?? 0 })}
          >
            {t('session-page.verbose')}
          </Checkbox>
          <Checkbox role="switch" value={isWrapped} onValueChange={onWrap}>
            {t('session-page.wrap')}
          </Checkbox>
        </Flex>
      </Flex>
      <Flex gap={2} wrap="wrap" justifyContent="space-between" paddingTop={2}>
        <LevelChips
          chosen={state.level}
          isVerbose={state.verbose}
          counts={levelCounts}
          onChange={(level) => onChange({ level })}
        />
        <Flex gap={1} wrap="wrap">
          {LEVEL_STEPS.map(({ level, text }) => (
            <Button
              key={level}
              size="S"
              variant="tertiary"
              startIcon={<ArrowDown />}
              disabled={!levelCounts?.[level]}
              onClick={() => props.onStepToLevel(level)}
            >
              {t(text)}
            </Button>
          ))}
        </Flex>
      </Flex>
    </Box>
  );
};
