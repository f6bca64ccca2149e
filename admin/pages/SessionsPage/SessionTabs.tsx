import type { ReactNode } from 'react';
import { Box, Flex, Tab, TabGroup, TabPanel, TabPanels, Tabs } from '@strapi/design-system';
import styled from 'styled-components';
import { eventTypeSchema } from '../../../shared/contracts';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import { useUnseen } from '../../hooks/useUnseen';
import type { ListState } from '../../utils/list-state';
import { DayStrip } from './DayStrip';
import { hasRoomForDays, layoutFor } from './table-layout';
import { UnseenBadge } from './UnseenBadge';

const TABS = eventTypeSchema.options;

const TabStrip = styled(Tabs)`
  display: flex;
  flex-wrap: wrap;

  /* Lower than the design system's: the list needs the height. */
  [role='tab'] > div {
    padding-bottom: ${({ theme }) => theme.spaces[3]};
    padding-top: ${({ theme }) => theme.spaces[3]};
  }

  ${({ theme }) => theme.mediaQueries.mobile} {
    [role='tab'] > div {
      padding-left: ${({ theme }) => theme.spaces[1]};
      padding-right: ${({ theme }) => theme.spaces[1]};
    }
  }
`;

interface SessionTabsProps {
  /** Of the page's content, in CSS pixels. */
  width: number;
  /** Outside the panels: what is typed there is kept when the tab changes. */
  filters: ReactNode;
  children: ReactNode;
}

export const SessionTabs = ({ width, filters, children }: SessionTabsProps) => {
  const t = useTranslate();
  const { state, change } = useListState();
  const unseen = useUnseen();
  // The next tab has a sort of its own.
  const choose = (tab: ListState['tab']) => tab !== state.tab && change({ tab, sort: undefined });
  return (
    <TabGroup
      label={t('tabs.label')}
      variant="simple"
      selectedTabIndex={TABS.indexOf(state.tab)}
      // The design system calls it after each change, also after one by the Back button.
      onTabChange={(index: number) => choose(TABS[index])}
    >
      <Flex justifyContent="space-between" gap={4}>
        <TabStrip>
          {TABS.map((name) => (
            <Tab key={name}>
              {t(`tabs.${name}`)}
              {name !== state.tab && <UnseenBadge count={unseen?.[name] ?? 0} />}
            </Tab>
          ))}
        </TabStrip>
        {hasRoomForDays(width) && (
          <DayStrip tab={state.tab} hasLabel={layoutFor(width) === 'wide'} />
        )}
      </Flex>
      <Box paddingTop={2} paddingBottom={3}>
        {filters}
      </Box>
      <TabPanels>
        {TABS.map((name) => (
          <TabPanel key={name}>{children}</TabPanel>
        ))}
      </TabPanels>
    </TabGroup>
  );
};
