import type { ReactNode } from 'react';
import { Box, Tab, TabGroup, TabPanel, TabPanels, Tabs } from '@strapi/design-system';
import styled from 'styled-components';
import { eventTypeSchema } from '../../../shared/contracts';
import type { EventType } from '../../../shared/contracts';
import { useTranslate } from '../../hooks/useTranslate';

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

interface SessionTabsProps {
  tab: EventType;
  onChange: (tab: EventType) => void;
  /** Outside the panels: what is typed there is kept when the tab changes. */
  filters: ReactNode;
  children: ReactNode;
}

export const SessionTabs = ({ tab, onChange, filters, children }: SessionTabsProps) => {
  const t = useTranslate();
  return (
    <TabGroup
      label={t('tabs.label')}
      variant="simple"
      selectedTabIndex={TABS.indexOf(tab)}
      // The design system calls it after each change, also after one by the Back button.
      onTabChange={(index: number) => TABS[index] !== tab && onChange(TABS[index])}
    >
      <TabStrip>
        {TABS.map((name) => (
          <Tab key={name}>{t(`tabs.${name}`)}</Tab>
        ))}
      </TabStrip>
      <Box paddingTop={4} paddingBottom={4}>
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
