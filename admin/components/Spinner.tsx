import { Loader } from '@strapi/icons';
import styled, { keyframes } from 'styled-components';

const turn = keyframes`
  to { transform: rotate(360deg); }
`;

/** Something goes on; who wants no motion sees it stand still. */
export const Spinner = styled(Loader)`
  animation: ${turn} 2s linear infinite;

  @media (prefers-reduced-motion: reduce) {
    animation: none;
  }
`;
