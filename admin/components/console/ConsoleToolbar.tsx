import type { KeyboardEvent } from 'react';
import {
  Box,
  Button,
  Checkbox,
  Flex,
  IconButton,
  Searchbar,
  SearchForm,
  Typography,
} from '@strapi/design-system';
import { ArrowDown, ArrowUp } from '@strapi/icons';
import styled from 'styled-components';
import { entryLevelSchema, MAX_SEARCH_LENGTH } from '../../../shared/contracts';
import type { EntryLevel } from '../../../shared/contracts';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import { useTranslate } from '../../hooks/useTranslate';

interface ModelProps {
  model: ConsoleModel;
}

const Field = styled(Box)`
  flex: 1 1 16rem;
  max-width: 30rem;
  min-width: 12rem;
`;

const LineSearch = ({ model }: ModelProps) => {
  const { state, view, currentMatch, changeState, stepThrough } = model;
  const { search, context } = state;
  const matches = view?.matches?.length;
  const t = useTranslate();
  const { text, setText, flush } = useDebouncedText(search, (next) =>
    changeState({ search: next })
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (text.trim() === search) stepThrough('match', event.shiftKey ? 'previous' : 'next');
    else flush(text.trim());
  };

  return (
    <Flex gap={2} wrap="wrap" grow={1}>
      <Field>
        <SearchForm onSubmit={(event) => event.preventDefault()}>
          <Searchbar
            name="line-search"
            size="S"
            placeholder={t('session-page.search')}
            maxLength={MAX_SEARCH_LENGTH}
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={onKeyDown}
            onClear={() => flush('')}
            clearLabel={t('search.clear')}
          >
            {t('session-page.search')}
          </Searchbar>
        </SearchForm>
      </Field>
      {search && (
        <>
          <Typography variant="pi" textColor="neutral600">
            {currentMatch
              ? t('session-page.matchOf', { ...currentMatch })
              : matches !== undefined && t('session-page.matches', { count: matches })}
          </Typography>
          <Flex gap={1}>
            <IconButton
              label={t('session-page.previousMatch')}
              icon={<ArrowUp />}
              disabled={!matches}
              onClick={() => stepThrough('match', 'previous')}
            />
            <IconButton
              label={t('session-page.nextMatch')}
              icon={<ArrowDown />}
              disabled={!matches}
              onClick={() => stepThrough('match', 'next')}
            />
          </Flex>
          <Checkbox
            role="switch"
            value={context}
            onValueChange={(on) => changeState({ context: on })}
          >
            {t('session-page.context')}
          </Checkbox>
        </>
      )}
    </Flex>
  );
};

const CHIP_TEXTS = {
  debug: 'session-page.chip.debug',
  info: 'session-page.chip.info',
  warn: 'counts.warnings',
  error: 'counts.errors',
} as const;

/** The most severe first: that's what people look for. */
const LEVELS = [...entryLevelSchema.options].reverse();

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
