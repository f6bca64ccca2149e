import type { ReactNode } from 'react';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { CheckCircle, ExclamationMarkCircle, Information, Refresh } from '@strapi/icons';
import { Link as RouterLink } from 'react-router-dom';
import styled from 'styled-components';
import type { Connection, WebhookCall } from '../../shared/contracts';
import { safeText } from '../console/line-text';
import { useConnection } from '../hooks/useConnection';
import { useInstantFormat } from '../hooks/useFormats';
import { useLocalazyPlugin } from '../hooks/useLocalazyPlugin';
import { useSummary } from '../hooks/useSummary';
import { useTranslate } from '../hooks/useTranslate';
import { LOCALAZY_ROUTES, sessionPath } from '../utils/routes';
import { BusyButton } from './BusyButton';

/** Not the default NavLink, which has a style of its own for the present page. */
const PLAIN = { as: RouterLink };

/** By whether something is good, bad, or neither. */
const SIGNS = {
  good: { icon: <CheckCircle />, color: 'success600' },
  bad: { icon: <ExclamationMarkCircle />, color: 'danger600' },
  neutral: { icon: <Information />, color: 'neutral500' },
} as const;

const Sign = styled.span<{ $color: (typeof SIGNS)[keyof typeof SIGNS]['color'] }>`
  flex-shrink: 0;

  svg {
    height: ${({ theme }) => theme.spaces[4]};
    vertical-align: text-bottom;
    width: ${({ theme }) => theme.spaces[4]};
  }

  path {
    fill: ${({ theme, $color }) => theme.colors[$color]};
  }
`;

interface FindingProps {
  kind: keyof typeof SIGNS;
  children: ReactNode;
  link?: ReactNode;
}

const Finding = ({ kind, children, link }: FindingProps) => (
  <Flex as="li" gap={2} alignItems="flex-start">
    <Sign $color={SIGNS[kind].color} aria-hidden>
      {SIGNS[kind].icon}
    </Sign>
    <Flex gap={2} wrap="wrap">
      <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Typography>
      {link}
    </Flex>
  </Flex>
);

interface CallProps {
  name: 'genuine' | 'refused';
  call: WebhookCall | null;
}

const LastCall = ({ name, call }: CallProps) => {
  const t = useTranslate();
  const summaryOf = useSummary();
  const formatInstant = useInstantFormat();
  if (!call) return <Finding kind="neutral">{t(`connection.${name}None`)}</Finding>;
  const at = formatInstant(call.startedAt);
  const link = (
    <Link to={sessionPath(call.sessionId)} {...PLAIN}>
      {t('connection.openSession')}
    </Link>
  );
  return (
    <Finding kind="neutral" link={link}>
      {t(`connection.${name}`, { at, summary: safeText(summaryOf(call)) })}
    </Finding>
  );
};

const Findings = ({ connection }: { connection: Connection }) => {
  const t = useTranslate();
  const { signIn, reason, project, webhooks } = connection;
  const values = { project: project ?? '', reason: reason ?? '' };
  return (
    <Flex as="ul" direction="column" alignItems="stretch" gap={2} paddingTop={3}>
      <Finding
        kind={signIn === 'accepted' ? 'good' : 'bad'}
        link={
          signIn !== 'accepted' && (
            <Link to={LOCALAZY_ROUTES.plugin} {...PLAIN}>
              {t('connection.openPlugin')}
            </Link>
          )
        }
      >
        {t(`connection.signIn.${signIn}`, values)}
      </Finding>
      <Finding
        kind={webhooks.isEnabled ? 'good' : 'bad'}
        link={
          !webhooks.isEnabled && (
            <Link to={LOCALAZY_ROUTES.globalSettings} {...PLAIN}>
              {t('connection.openSettings')}
            </Link>
          )
        }
      >
        {t(webhooks.isEnabled ? 'connection.webhooksOn' : 'connection.webhooksOff')}
      </Finding>
      <LastCall name="genuine" call={webhooks.lastGenuine} />
      <LastCall name="refused" call={webhooks.lastRefused} />
    </Flex>
  );
};

/** Whether Localazy can be reached and accepts the sign-in, and what came of webhooks: checked on demand. */
export const ConnectionCheck = () => {
  const t = useTranslate();
  const hasPlugin = useLocalazyPlugin();
  const { connection, check, isChecking } = useConnection();
  if (!hasPlugin) return null;
  return (
    <Box as="section" aria-label={t('connection.title')} paddingTop={4} paddingBottom={4}>
      <Flex gap={3} wrap="wrap">
        <Typography variant="omega" fontWeight="bold" textColor="neutral800">
          {t('connection.title')}
        </Typography>
        <BusyButton
          variant="tertiary"
          size="S"
          startIcon={<Refresh />}
          isBusy={isChecking}
          onClick={check}
        >
          {t('connection.check')}
        </BusyButton>
      </Flex>
      <div aria-live="polite">{connection && <Findings connection={connection} />}</div>
    </Box>
  );
};
