import { Box } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** The design system's `ContentLayout` with narrower margins in a narrow window. */
export const PageBody = ({ children }: { children: ReactNode }) => (
  <Box paddingLeft={[10, 6, 4]} paddingRight={[10, 6, 4]}>
    {children}
  </Box>
);
