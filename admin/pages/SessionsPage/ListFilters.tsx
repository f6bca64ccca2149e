import { memo } from 'react';
import type { ReactNode } from 'react';
import {
  Button,
  FieldAction,
  Flex,
  Icon,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { Cross, Filter, Search } from '@strapi/icons';
import styled from 'styled-components';
import { MAX_SEARCH_LENGTH, sessionStatusSchema } from '../../../shared/contracts';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import { useInitiators } from '../../hooks/useInitiators';
import { SEARCH_FIELD_ID, useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { countFilters } from '../../utils/list-state';
import { DateFilters } from './DateFilters';
import { FilterField } from './FilterField';

const SearchField = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  const { text, setText, flush } = useDebouncedText(state.search, (search) =>
    // Back goes to the list before the search, not to each pause in typing it.
    change({ search }, { replace: Boolean(state.search && search) })
  );
  // The button disappears with the text, and the focus with it.
  const clear = () => {
    flush('');
    document.getElementById(SEARCH_FIELD_ID)?.focus();
  };
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <TextInput
        id={SEARCH_FIELD_ID}
        name="search"
        size="S"
        label={t('search.label')}
        placeholder={t('search.label')}
        title={t('search.placeholder')}
        maxLength={MAX_SEARCH_LENGTH}
        autoComplete="off"
        value={text}
        onChange={({ target }: { target: HTMLInputElement }) => setText(target.value)}
        startAction={<Icon as={Search} aria-hidden width={3} height={3} color="neutral600" />}
        endAction={
          text && (
            <FieldAction label={t('search.clear')} onClick={clear}>
              <Icon as={Cross} aria-hidden width="0.625rem" height="0.625rem" color="neutral600" />
            </FieldAction>
          )
        }
      />
    </form>
  );
};

const PROBLEMS = 'problems';

const StatusSelect = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  const choose = (chosen: string) =>
    change(
      chosen === PROBLEMS
        ? { status: undefined, problems: 'true' }
        : { status: sessionStatusSchema.parse(chosen), problems: undefined }
    );
  const { status, problems } = state;
  const title = problems ? t('filters.problems') : status && t(`status.${status}`);
  return (
    <FilterField $basis="9.5rem" title={title}>
      <SingleSelect
        size="S"
        label={t('columns.status')}
        placeholder={t('columns.status')}
        value={problems ? PROBLEMS : (status ?? null)}
        onChange={(chosen) => choose(String(chosen))}
        onClear={() => change({ status: undefined, problems: undefined })}
        clearLabel={t('filters.clearStatus')}
      >
        {sessionStatusSchema.options.map((option) => (
          <SingleSelectOption key={option} value={option}>
            {t(`status.${option}`)}
          </SingleSelectOption>
        ))}
        <SingleSelectOption value={PROBLEMS}>{t('filters.problems')}</SingleSelectOption>
      </SingleSelect>
    </FilterField>
  );
};

const InitiatorSelect = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  const { initiatedBy } = state;
  const known = useInitiators(state.tab);
  const names = initiatedBy && !known.includes(initiatedBy) ? [initiatedBy, ...known] : known;
  return (
    <FilterField $basis="8.5rem" title={initiatedBy}>
      <SingleSelect
        size="S"
        label={t('columns.initiatedBy')}
        placeholder={t('columns.initiatedBy')}
        value={initiatedBy ?? null}
        onChange={(name) => change({ initiatedBy: String(name) })}
        onClear={() => change({ initiatedBy: undefined })}
        clearLabel={t('filters.clearInitiatedBy')}
      >
        {names.map((name) => (
          <SingleSelectOption key={name} value={name}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </FilterField>
  );
};

/** Not rendered again with the list: the design system's date fields are slow to. */
const Fields = memo(() => (
  <>
    <StatusSelect />
    <InitiatorSelect />
    <DateFilters />
  </>
));
Fields.displayName = 'Fields';

const ToggleButton = styled(Button)`
  > :empty {
    display: none;
  }
`;

const FIELDS_ID = 'localazy-sessions-filters';

interface ListFiltersProps {
  /** Where there is no room for all of them, a button shows those beside the search. */
  isCollapsible: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

export const ListFilters = ({ isCollapsible, isOpen, onToggle }: ListFiltersProps) => {
  const t = useTranslate();
  const { state } = useListState();
  const count = countFilters(state);
  const row = (children: ReactNode, id?: string) => (
    <Flex id={id} gap={2} wrap="wrap" alignItems="flex-start">
      {children}
    </Flex>
  );
  const search = (
    <FilterField $basis="7rem" $grows>
      <SearchField />
    </FilterField>
  );
  if (!isCollapsible) {
    return row(
      <>
        {search}
        <Fields />
      </>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {row(
        <>
          {search}
          <ToggleButton
            variant="tertiary"
            startIcon={<Filter aria-hidden />}
            aria-label={count ? t('filters.showCount', { count }) : t('filters.show')}
            aria-expanded={isOpen}
            aria-controls={FIELDS_ID}
            onClick={onToggle}
          >
            {count > 0 ? count : ''}
          </ToggleButton>
        </>
      )}
      {isOpen && row(<Fields />, FIELDS_ID)}
    </Flex>
  );
};
