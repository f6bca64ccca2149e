import { ArrowDown, ArrowUp, Cross, CrossCircle, ExclamationMarkCircle } from '@strapi/icons';
import { entryLevelSchema, NO_LOCALE } from '../../../shared/contracts';
import type { EntryLevel } from '../../../shared/contracts';
import { useTypeNames } from '../../hooks/session/useContent';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import { LineSearch } from './LineSearch';
import { Position, SwitchMark, Toolbar, ToolButton, ToolGroup, FlatGroup } from './toolbar-styles';

interface ModelProps {
  model: ConsoleModel;
}

const CHIPS = {
  error: { text: 'counts.errors', icon: <CrossCircle aria-hidden /> },
  warn: { text: 'counts.warnings', icon: <ExclamationMarkCircle aria-hidden /> },
  info: { text: 'session-page.chip.info', icon: null },
  debug: { text: 'session-page.chip.debug', icon: null },
} as const;

const STEPS = {
  error: { previous: 'console.previousError', next: 'session-page.nextError' },
  warn: { previous: 'console.previousWarning', next: 'session-page.nextWarning' },
} as const;

const DIRECTIONS = [
  { direction: 'previous', icon: <ArrowUp aria-hidden /> },
  { direction: 'next', icon: <ArrowDown aria-hidden /> },
] as const;

/** The most severe first: that's what people look for. */
const LEVELS = [...entryLevelSchema.options].reverse();

/** Filters by a level, and for errors and warnings steps through them. */
const LevelChip = ({ model, level }: ModelProps & { level: EntryLevel }) => {
  const t = useTranslate();
  const { state, view, changeState, stepThrough, positionIn } = model;
  const { level: chosen } = state;
  const count = view?.levelCounts[level];
  const steps = level === 'error' || level === 'warn' ? STEPS[level] : null;
  const position = level === 'error' || level === 'warn' ? positionIn(level) : null;
  const label =
    count === undefined ? t(`session-page.level.${level}`) : t(CHIPS[level].text, { count });

  return (
    <ToolGroup>
      <ToolButton
        aria-pressed={chosen.includes(level)}
        onClick={() =>
          changeState({
            level: LEVELS.filter((one) => chosen.includes(one) !== (one === level)),
          })
        }
      >
        {CHIPS[level].icon}
        {label}
      </ToolButton>
      {steps !== null &&
        Boolean(count) &&
        !state.search &&
        DIRECTIONS.map(({ direction, icon }) => (
          <ToolButton
            key={direction}
            aria-label={t(steps[direction])}
            title={t(steps[direction])}
            onClick={() => stepThrough(level as keyof typeof STEPS, direction)}
          >
            {icon}
          </ToolButton>
        ))}
      {position && !state.search && (
        <Position>{t('session-page.matchOf', { ...position })}</Position>
      )}
    </ToolGroup>
  );
};

/** Filters by level; none pressed: all. Those of which there is no line aren't offered. */
const LevelChips = ({ model }: ModelProps) => {
  const t = useTranslate();
  const { state, view } = model;
  const isOffered = (level: EntryLevel) =>
    state.level.includes(level) ||
    (level === 'debug' ? false : !view || view.levelCounts[level] > 0);
  return (
    <FlatGroup role="group" aria-label={t('session-page.levels')}>
      {LEVELS.filter(isOffered).map((level) => (
        <LevelChip key={level} model={model} level={level} />
      ))}
    </FlatGroup>
  );
};

/** How many debug lines there are, and whether they're listed; nothing where there are none. */
const DebugLines = ({ model: { state, view, changeState } }: ModelProps) => {
  const t = useTranslate();
  const count = view?.levelCounts.debug ?? 0;
  if (count === 0 || state.level.length > 0 || state.type) return null;
  return (
    <ToolButton onClick={() => changeState({ verbose: !state.verbose })}>
      {t(state.verbose ? 'console.hideDebug' : 'console.showDebug', { count })}
    </ToolButton>
  );
};

/** Which content the listed lines are about; removes that filter. */
const ContentFilter = ({ model, type }: ModelProps & { type: string }) => {
  const t = useTranslate();
  const nameOf = useTypeNames();
  const { state, changeState } = model;
  const locale = state.locale === NO_LOCALE ? t('outcome.noLanguage') : state.locale;
  const content = [nameOf(type), locale].filter(Boolean).join(', ');
  return (
    <ToolButton
      aria-pressed
      title={t('console.allContent')}
      onClick={() => changeState({ type: undefined, locale: undefined })}
    >
      {t('console.ofContent', { content })}
      <Cross aria-hidden />
    </ToolButton>
  );
};

export const ConsoleToolbar = ({ model }: ModelProps) => {
  const t = useTranslate();
  return (
    <Toolbar role="group" aria-label={t('session-page.toolbar')}>
      <LineSearch model={model} />
      <LevelChips model={model} />
      <DebugLines model={model} />
      {model.state.type && <ContentFilter model={model} type={model.state.type} />}
      <ToolButton
        role="switch"
        aria-checked={model.isWrapped}
        style={{ marginLeft: 'auto' }}
        onClick={() => model.setWrapped(!model.isWrapped)}
      >
        <SwitchMark aria-hidden $isOn={model.isWrapped} />
        {t('session-page.wrap')}
      </ToolButton>
    </Toolbar>
  );
};
