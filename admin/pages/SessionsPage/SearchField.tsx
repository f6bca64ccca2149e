import { FieldAction, Icon, TextInput } from '@strapi/design-system';
import { Cross, Search } from '@strapi/icons';
import { MAX_SEARCH_LENGTH } from '../../../shared/contracts';
import { useDebouncedText } from '../../hooks/useDebouncedText';
import { useTranslate } from '../../hooks/useTranslate';
import type { ListChange } from './list-change';

interface SearchFieldProps {
  search: string;
  onChange: ListChange;
}

/** The one search field of the list. */
export const SearchField = ({ search, onChange }: SearchFieldProps) => {
  const t = useTranslate();
  const { text, setText, flush } = useDebouncedText(search, (next) =>
    // Back leads to the list before the search, not to each pause in typing it.
    onChange({ search: next }, { replace: Boolean(search && next) })
  );
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <TextInput
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
            <FieldAction label={t('search.clear')} onClick={() => flush('')}>
              <Icon as={Cross} aria-hidden width="0.625rem" height="0.625rem" color="neutral600" />
            </FieldAction>
          )
        }
      />
    </form>
  );
};
