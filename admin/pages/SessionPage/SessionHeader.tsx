import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import styled from 'styled-components';
import type { EventType } from '../../../shared/contracts';
import { BackLink } from './BackLink';

const Title = styled(Typography)`
  font-size: 1.5rem;
  line-height: 1.25;

  ${({ theme }) => theme.mediaQueries.tablet} {
    font-size: ${({ theme }) => theme.fontSizes[4]};
  }
`;

/** In a narrow window buttons without their texts, which then are for screen readers only. */
const Actions = styled(Flex)`
  ${({ theme }) => theme.mediaQueries.mobile} {
    button {
      padding: ${({ theme }) => `0 ${theme.spaces[3]}`};
    }

    button > span {
      clip: rect(0 0 0 0);
      height: 1px;
      overflow: hidden;
      position: absolute;
      width: 1px;
    }
  }
`;

interface SessionHeaderProps {
  title: string;
  eventType?: EventType;
  actions?: ReactNode;
  children?: ReactNode;
}

/** Half as high as the design system's header: the lines need the height. */
export const SessionHeader = ({ title, eventType, actions, children }: SessionHeaderProps) => (
  <Box
    paddingLeft={[10, 6, 4]}
    paddingRight={[10, 6, 4]}
    paddingTop={[3, 2, 2]}
    paddingBottom={[2, 1, 1]}
  >
    <Flex gap={2} wrap="wrap" justifyContent="space-between">
      <BackLink eventType={eventType} />
      {actions && (
        <Actions gap={2} wrap="wrap">
          {actions}
        </Actions>
      )}
    </Flex>
    <Title as="h1" fontWeight="bold" textColor="neutral800">
      {title}
    </Title>
    {children}
  </Box>
);
