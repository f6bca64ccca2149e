import type { ElementRef, RefObject } from 'react';
import { FieldAction, Icon, TextInput } from '@strapi/design-system';
import { Cross, Search } from '@strapi/icons';
import styled from 'styled-components';
import { MAX_SEARCH_LENGTH } from '../../../shared/contracts';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import type { ListChange } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';

/** The design system's text field with an icon is two pixels higher than its selects and dates. */
const Form = styled.form`
  input {
    height: ${38 / 16}rem;
    text-overflow: ellipsis;
  }
`;

export type SearchFieldHandle = ElementRef<typeof TextInput>;

interface SearchFieldProps {
  search: string;
  onChange: ListChange;
  /** For clearing the search by other means: the focus then moves here. */
  handle: RefObject<SearchFieldHandle>;
}

/** The one search field of the list. */
export const SearchField = ({ search, onChange, handle }: SearchFieldProps) => {
  const t = useTranslate();
  const { text, setText, flush } = useDebouncedText(search, (next) =>
    // Back goes to the list before the search, not to each pause in typing it.
    onChange({ search: next }, { replace: Boolean(search && next) })
  );
  // The button disappears with the text, and the focus with it.
  const clear = () => {
    flush('');
    handle.current?.input.current.focus();
  };
  return (
    <Form role="search" onSubmit={(event) => event.preventDefault()}>
      <TextInput
        ref={handle}
        name="search"
        label={t('search.label')}
        placeholder={t('search.placeholder')}
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
    </Form>
  );
};
