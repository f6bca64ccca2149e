import type { ReactNode } from 'react';
import { BaseHeaderLayout, Box } from '@strapi/design-system';
import styled from 'styled-components';

const Frame = styled(Box)`
  [data-strapi-header] > div {
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spaces[4]};
  }

  ${({ theme }) => theme.mediaQueries.tablet} {
    [data-strapi-header] {
      padding: ${({ theme }) => theme.spaces[6]};
    }
  }

  ${({ theme }) => theme.mediaQueries.mobile} {
    [data-strapi-header] {
      padding: ${({ theme }) => theme.spaces[4]};
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
  navigationAction?: ReactNode;
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
