import { Box } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** The design system's `ContentLayout`, but for its margins: those leave a narrow window no room. */
export const PageBody = ({ children }: { children: ReactNode }) => (
  <Box paddingLeft={[10, 6, 4]} paddingRight={[10, 6, 4]}>
    {children}
  </Box>
);
