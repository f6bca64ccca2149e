import type { KeyboardEvent } from 'react';
import {
  Box,
  Checkbox,
  Flex,
  IconButton,
  Searchbar,
  SearchForm,
  Typography,
} from '@strapi/design-system';
import { ArrowDown, ArrowUp } from '@strapi/icons';
import styled from 'styled-components';
import { MAX_SEARCH_LENGTH } from '../../../shared/contracts';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import { useTranslate } from '../../hooks/useTranslate';

const Field = styled(Box)`
  flex: 1 1 16rem;
  max-width: 30rem;
  min-width: 12rem;
`;

export const LineSearch = ({ model }: { model: ConsoleModel }) => {
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
