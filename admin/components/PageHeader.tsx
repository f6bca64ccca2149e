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

    /* The list is worth more there than a sentence about it. */
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
 * The design system's header, wrapping where it's narrow. The plain one, not `HeaderLayout`: that one
 * makes its buttons anew when they scroll out of view, and whoever had the focus on them loses it.
 */
export const PageHeader = (props: PageHeaderProps) => (
  <Frame>
    <BaseHeaderLayout {...props} />
  </Frame>
);
