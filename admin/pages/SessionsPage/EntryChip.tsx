import { Tag } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import styled from 'styled-components';
import { useEntryName } from '../../hooks/useEntryName';
import { SEARCH_FIELD_ID, useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';

const Chip = styled(Tag)`
  height: ${24 / 16}rem;
  max-width: 100%;

  > :first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

/** The filter of one entry of content, with a button that takes it away. */
export const EntryChip = ({ entry }: { entry: string }) => {
  const t = useTranslate();
  const { change } = useListState();
  const name = useEntryName(entry);
  const remove = () => {
    change({ entry: undefined });
    document.getElementById(SEARCH_FIELD_ID)?.focus();
  };
  return (
    <Chip icon={<Cross aria-hidden />} title={t('filters.clearEntry')} onClick={remove}>
      {t('filters.entry', { entry: name })}
    </Chip>
  );
};
