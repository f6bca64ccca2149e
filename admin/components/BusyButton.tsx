import { Button } from '@strapi/design-system';
import type { ButtonProps } from '@strapi/design-system';
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

interface BusyButtonProps extends Omit<ButtonProps, 'loading' | 'disabled'> {
  isBusy: boolean;
}

/**
 * A button that does nothing while its action is running. Unlike the design system's `loading`, it
 * isn't disabled meanwhile: a disabled button loses the focus.
 */
export const BusyButton = ({ isBusy, onClick, startIcon, ...props }: BusyButtonProps) => (
  <Button
    {...props}
    aria-busy={isBusy}
    aria-disabled={isBusy}
    onClick={isBusy ? undefined : onClick}
    startIcon={isBusy ? <Spinner /> : startIcon}
  />
);
