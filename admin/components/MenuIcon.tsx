import { lazy, Suspense } from 'react';
import styled from 'styled-components';
import { PluginIcon } from './PluginIcon';

const UnseenMark = lazy(() => import('./UnseenMark'));

const Frame = styled.span`
  display: inline-flex;
  position: relative;
`;

/** The icon of our menu entry, which only those see who may read the logs, with a dot where a session failed. */
export const MenuIcon = () => (
  <Frame>
    <PluginIcon />
    <Suspense fallback={null}>
      <UnseenMark />
    </Suspense>
  </Frame>
);
