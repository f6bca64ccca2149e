import { Loader } from '@strapi/icons';
import styled, { keyframes } from 'styled-components';

const turn = keyframes`
  to { transform: rotate(360deg); }
`;

export const Spinner = styled(Loader)`
  animation: ${turn} 2s linear infinite;

  @media (prefers-reduced-motion: reduce) {
    animation: none;
  }
`;
