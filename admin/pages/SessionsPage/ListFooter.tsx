import {
  Dots,
  Flex,
  NextLink,
  PageLink,
  Pagination,
  PreviousLink,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { useLocation } from 'react-router-dom';
import styled from 'styled-components';
import type { SessionPagination } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';
import { formatListState, PAGE_SIZES } from '../../utils/list-state';
import type { ListState } from '../../utils/list-state';
import { pageItems } from '../../utils/page-numbers';
import type { ListChange } from './list-change';

interface ListFooterProps {
  state: ListState;
  pagination: SessionPagination;
  onChange: ListChange;
}

/** Page size and pages. */
export const ListFooter = ({ state, pagination, onChange }: ListFooterProps) => (
  <Flex justifyContent="space-between" wrap="wrap" gap={4} paddingTop={4}>
    <PageSize pageSize={state.pageSize} onChange={onChange} />
    <Pages state={state} pagination={pagination} />
  </Flex>
);

const PageSize = ({ pageSize, onChange }: { pageSize: number; onChange: ListChange }) => {
  const t = useTranslate();
  return (
    <Flex gap={2}>
      <SingleSelect
        size="S"
        aria-label={t('pages.size')}
        value={String(pageSize)}
        onChange={(chosen) => onChange({ pageSize: Number(chosen) })}
      >
        {PAGE_SIZES.map((size) => (
          <SingleSelectOption key={size} value={String(size)}>
            {size}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Typography textColor="neutral600" aria-hidden>
        {t('pages.size')}
      </Typography>
    </Flex>
  );
};

/** In a narrow window the pages stand closer together, and in a second row before any sticks out. */
const PagesFrame = styled.div`
  ol {
    flex-wrap: wrap;
  }

  ${({ theme }) => theme.mediaQueries.mobile} {
    ol {
      gap: 0;
    }

    li > * {
      padding: ${({ theme }) => theme.spaces[2]};
    }
  }
`;

const Pages = ({ state, pagination }: Omit<ListFooterProps, 'onChange'>) => {
  const t = useTranslate();
  const { pathname } = useLocation();
  // Where counting stopped early, the next page is counted if there is one.
  const { pageCount } = pagination;
  const linkTo = (page: number) => ({ pathname, search: formatListState({ ...state, page }) });
  if (pageCount < 2) return null;
  return (
    <PagesFrame>
      <Pagination activePage={state.page} pageCount={pageCount} label={t('pages.label')}>
        <PreviousLink active={false} to={linkTo(state.page - 1)} aria-current="false">
          {t('pages.previous')}
        </PreviousLink>
        {pageItems(state.page, pageCount).map((item) =>
          typeof item === 'number' ? (
            <PageLink
              key={item}
              number={item}
              active={item === state.page}
              // These links differ in their query alone, which the router's own rule doesn't look at.
              aria-current={item === state.page ? 'page' : 'false'}
              to={linkTo(item)}
            >
              {t('pages.goTo', { page: item })}
            </PageLink>
          ) : (
            <Dots key={item}>{t('pages.gap')}</Dots>
          )
        )}
        <NextLink active={false} to={linkTo(state.page + 1)} aria-current="false">
          {t('pages.next')}
        </NextLink>
      </Pagination>
    </PagesFrame>
  );
};
