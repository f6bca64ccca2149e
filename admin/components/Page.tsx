import type { ReactNode } from 'react';
import { BaseHeaderLayout, Box, Layout } from '@strapi/design-system';
import styled from 'styled-components';
import { SideNav } from './SideNav';

/** The navigation is beside the content, in a narrow window above it. */
const LayoutFrame = styled.div`
  /* As wide as Strapi's menu leaves it, even where the content can't wrap. */
  min-width: 100%;
  width: 0;

  > div {
    grid-template-columns: auto minmax(0, 1fr);
  }

  /* Less than the design system leaves below: a session's lines need the height. */
  > div > div {
    padding-bottom: ${({ theme }) => theme.spaces[6]};
  }

  ${({ theme }) => theme.mediaQueries.tablet} {
    > div {
      display: block;
    }
  }
`;

export const PageLayout = ({ children }: { children: ReactNode }) => (
  <LayoutFrame>
    <Layout sideNav={<SideNav />}>{children}</Layout>
  </LayoutFrame>
);

const Frame = styled(Box)`
  /* Lower than the design system's: what is below needs the height. */
  [data-strapi-header] {
    padding-bottom: ${({ theme }) => theme.spaces[2]};
    padding-top: ${({ theme }) => theme.spaces[5]};
  }

  [data-strapi-header] > div {
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spaces[4]};
  }

  ${({ theme }) => theme.mediaQueries.tablet} {
    [data-strapi-header] {
      padding: ${({ theme }) => `${theme.spaces[4]} ${theme.spaces[6]} ${theme.spaces[2]}`};
    }
  }

  ${({ theme }) => theme.mediaQueries.mobile} {
    [data-strapi-header] {
      padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]} ${theme.spaces[2]}`};
    }

    h1 {
      font-size: ${({ theme }) => theme.fontSizes[4]};
    }

    [data-strapi-header] > p {
      display: none;
    }
  }
`;

interface PageHeaderProps {
  title: string;
  subtitle?: ReactNode;
  primaryAction?: ReactNode;
}

/**
 * The design system's header, wrapping in a narrow window. Not `HeaderLayout`: that one mounts its
 * buttons anew when they scroll out of view, and the focus on them is lost.
 */
export const PageHeader = (props: PageHeaderProps) => (
  <Frame>
    <BaseHeaderLayout {...props} />
  </Frame>
);

/** The design system's `ContentLayout` with narrower margins in a narrow window. */
export const PageBody = ({ children }: { children: ReactNode }) => (
  <Box paddingLeft={[10, 6, 4]} paddingRight={[10, 6, 4]}>
    {children}
  </Box>
);
