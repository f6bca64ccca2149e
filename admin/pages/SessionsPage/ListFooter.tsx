import {
  Box,
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
import { MAX_RESULTS } from '../../../shared/contracts';
import type { SessionPagination } from '../../../shared/contracts';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { formatListState, PAGE_SIZES } from '../../utils/list-state';
import { pageItems } from '../../utils/page-numbers';

export const ListFooter = ({ pagination }: { pagination: SessionPagination }) => {
  const t = useTranslate();
  const { page, pageCount, totalIsExact } = pagination;
  return (
    <>
      {!totalIsExact && page >= pageCount && (
        <Box paddingTop={4}>
          <Typography textColor="neutral600">{t('pages.end', { count: MAX_RESULTS })}</Typography>
        </Box>
      )}
      <Flex justifyContent="space-between" wrap="wrap" gap={4} paddingTop={4}>
        <PageSize />
        <Pages pageCount={pageCount} />
      </Flex>
    </>
  );
};

const PageSize = () => {
  const t = useTranslate();
  const { state, change } = useListState();
  return (
    <Flex gap={2}>
      <SingleSelect
        size="S"
        aria-label={t('pages.size')}
        value={String(state.pageSize)}
        onChange={(chosen) => change({ pageSize: Number(chosen) })}
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

const Pages = ({ pageCount }: { pageCount: number }) => {
  const t = useTranslate();
  const { state } = useListState();
  const { pathname } = useLocation();
  // The rows shown may be those of another list while this one is loading.
  const activePage = Math.min(state.page, pageCount);
  const linkTo = (page: number) => ({ pathname, search: formatListState({ ...state, page }) });
  if (pageCount < 2) return null;
  return (
    <PagesFrame>
      <Pagination activePage={activePage} pageCount={pageCount} label={t('pages.label')}>
        <PreviousLink active={false} to={linkTo(activePage - 1)} aria-current="false">
          {t('pages.previous')}
        </PreviousLink>
        {pageItems(activePage, pageCount).map((item) =>
          typeof item === 'number' ? (
            <PageLink
              key={item}
              number={item}
              active={item === activePage}
              // The router ignores the query, in which alone these links differ.
              aria-current={item === activePage ? 'page' : 'false'}
              to={linkTo(item)}
            >
              {t('pages.goTo', { page: item })}
            </PageLink>
          ) : (
            <Dots key={item}>{t('pages.gap')}</Dots>
          )
        )}
        <NextLink active={false} to={linkTo(activePage + 1)} aria-current="false">
          {t('pages.next')}
        </NextLink>
      </Pagination>
    </PagesFrame>
  );
};
