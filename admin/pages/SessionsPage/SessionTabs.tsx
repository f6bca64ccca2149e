import type { ReactNode } from 'react';
import { Box, Tab, TabGroup, TabPanel, TabPanels, Tabs } from '@strapi/design-system';
import styled from 'styled-components';
import { eventTypeSchema } from '../../../shared/contracts';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';
import type { ListState } from '../../utils/list-state';
import { ListFilters } from './ListFilters';

const TABS = eventTypeSchema.options;

const TabStrip = styled(Tabs)`
  display: flex;
  flex-wrap: wrap;

  ${({ theme }) => theme.mediaQueries.mobile} {
    [role='tab'] > div {
      padding-left: ${({ theme }) => theme.spaces[2]};
      padding-right: ${({ theme }) => theme.spaces[2]};
    }
  }
`;

/** The filters are outside the panels: what is typed there is kept when the tab changes. */
export const SessionTabs = ({ children }: { children: ReactNode }) => {
  const t = useTranslate();
  const { state, change } = useListState();
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
      <TabStrip>
        {TABS.map((name) => (
          <Tab key={name}>{t(`tabs.${name}`)}</Tab>
        ))}
      </TabStrip>
      <Box paddingTop={4} paddingBottom={4}>
        <ListFilters />
      </Box>
      <TabPanels>
        {TABS.map((name) => (
          <TabPanel key={name}>{children}</TabPanel>
        ))}
      </TabPanels>
    </TabGroup>
  );
};
