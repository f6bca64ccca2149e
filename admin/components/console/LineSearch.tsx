import type { KeyboardEvent } from 'react';
import { ArrowDown, ArrowUp, Cross, Search } from '@strapi/icons';
import { VisuallyHidden } from '@strapi/design-system';
import { MAX_SEARCH_LENGTH } from '../../../shared/contracts';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import { useTranslate } from '../../hooks/useTranslate';
import {
  SearchField,
  SearchInput,
  SwitchMark,
  ToolButton,
  ToolGroup,
  ToolText,
} from './toolbar-styles';

const STEPS = [
  { direction: 'previous', text: 'session-page.previousMatch', icon: <ArrowUp aria-hidden /> },
  { direction: 'next', text: 'session-page.nextMatch', icon: <ArrowDown aria-hidden /> },
] as const;

const MatchControls = ({ model }: { model: ConsoleModel }) => {
  const t = useTranslate();
  const { state, view, changeState, stepThrough } = model;
  const matches = view?.matches?.length;
  return (
    <>
      <ToolGroup>
        {STEPS.map(({ direction, text, icon }) => (
          <ToolButton
            key={direction}
            aria-label={t(text)}
            title={t(text)}
            disabled={!matches}
            onClick={() => stepThrough('match', direction)}
          >
            {icon}
          </ToolButton>
        ))}
      </ToolGroup>
      {state.type === undefined && (
        <ToolButton
          role="switch"
          aria-checked={state.context}
          onClick={() => changeState({ context: !state.context })}
        >
          <SwitchMark aria-hidden $isOn={state.context} />
          {t('session-page.context')}
        </ToolButton>
      )}
    </>
  );
};

export const LineSearch = ({ model }: { model: ConsoleModel }) => {
  const { state, view, positionIn, changeState, stepThrough } = model;
  const { search } = state;
  const t = useTranslate();
  const { text, setText, flush } = useDebouncedText(search, (next) =>
    changeState({ search: next })
  );
  const matches = view?.matches?.length;
  const position = positionIn('match');

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text) flush('');
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (text.trim() === search) stepThrough('match', event.shiftKey ? 'previous' : 'next');
    else flush(text.trim());
  };

  return (
    <>
      <SearchField>
        <Search aria-hidden />
        <VisuallyHidden>{t('session-page.search')}</VisuallyHidden>
        <SearchInput
          name="line-search"
          placeholder={t('session-page.search')}
          maxLength={MAX_SEARCH_LENGTH}
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
        />
        {search && (
          <ToolText>
            {position
              ? t('session-page.matchOf', { ...position })
              : matches !== undefined && t('session-page.matches', { count: matches })}
          </ToolText>
        )}
      </SearchField>
      {text && (
        <ToolButton
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => flush('')}
        >
          <Cross aria-hidden />
        </ToolButton>
      )}
      {search && <MatchControls model={model} />}
    </>
  );
};
