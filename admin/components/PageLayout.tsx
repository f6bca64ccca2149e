import type { ReactNode } from 'react';
import { Layout } from '@strapi/design-system';
import styled from 'styled-components';
import { SideNav } from './SideNav';

/** The navigation is beside the content, in a narrow window above it. */
const Frame = styled.div`
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

/** Our pages with the side navigation. */
export const PageLayout = ({ children }: { children: ReactNode }) => (
  <Frame>
    <Layout sideNav={<SideNav />}>{children}</Layout>
  </Frame>
);
