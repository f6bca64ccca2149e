import { Box, Divider, Flex, Link, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Link as RouterLink } from 'react-router-dom';
import styled from 'styled-components';
import { eventTypeSchema } from '../../shared/contracts';
import type { ContentHistory as History, Touch } from '../../shared/contracts';
import type { EntryOfContent } from '../api/history';
import { contentKey } from '../api/content';
import { safeText } from '../console/line-text';
import { useContentHistory } from '../hooks/useContentHistory';
import { useAgoFormat, useInstantFormat } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import { ROUTES, sessionPath } from '../utils/routes';

/** Not the default NavLink, which has a style of its own for the present page. */
const PLAIN = { as: RouterLink };

/** "German (de)"; the code alone where the browser has no name for it. */
const useLanguageName = () => {
  const { locale } = useIntl();
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
  return (code: string) => {
    try {
      const name = names.of(code);
      return name ? `${name} (${code})` : code;
    } catch {
      return code;
    }
  };
};

const TouchLink = styled(Link)<{ $hasFailed: boolean }>`
  && span {
    color: ${({ theme, $hasFailed }) => theme.colors[$hasFailed ? 'danger600' : 'primary600']};
  }
`;

interface LastTouchProps {
  touch: Touch;
  /** How a failure is worded: the entry wasn't received, or wasn't sent. */
  failure: 'failed' | 'notSent';
}

const LastTouch = ({ touch, failure }: LastTouchProps) => {
  const t = useTranslate();
  const formatAgo = useAgoFormat();
  const formatInstant = useInstantFormat();
  const { action, at, sessionId, sequence, initiatedBy } = touch;
  return (
    <Flex as="li" gap={1} wrap="wrap" title={formatInstant(at)}>
      <TouchLink
        to={`${sessionPath(sessionId)}?line=${sequence}`}
        $hasFailed={action === 'failed'}
        forwardedAs={RouterLink}
      >
        <Typography variant="pi" fontWeight={action === 'failed' ? 'bold' : undefined}>
          {t(`history.${action === 'failed' ? failure : action}`, { ago: formatAgo(at) })}
        </Typography>
      </TouchLink>
      <Typography variant="pi" textColor="neutral600">
        {safeText(initiatedBy)}
      </Typography>
    </Flex>
  );
};

const LastDownload = ({ download }: { download: NonNullable<History['lastDownload']> }) => {
  const t = useTranslate();
  const formatAgo = useAgoFormat();
  const hasFailed = download.status === 'failed';
  return (
    <Typography
      variant="pi"
      textColor={hasFailed ? 'danger600' : 'neutral800'}
      fontWeight={hasFailed ? 'bold' : undefined}
    >
      {t(hasFailed ? 'history.failedDownload' : 'history.untouched', {
        ago: formatAgo(download.startedAt),
      })}{' '}
      <Link to={sessionPath(download.sessionId)} {...PLAIN}>
        <Typography variant="pi" textColor="primary600">
          {t('history.openDownload')}
        </Typography>
      </Link>
    </Typography>
  );
};

/** Webhooks are downloads too, in a tab of their own. */
const AllSessions = ({ entry }: { entry: EntryOfContent }) => {
  const t = useTranslate();
  return (
    <Flex
      as="nav"
      aria-label={t('history.all')}
      gap={1}
      wrap="wrap"
      style={{ columnGap: '0.75rem' }}
    >
      <Typography as="h3" variant="pi" textColor="neutral800">
        {t('history.all')}
      </Typography>
      {eventTypeSchema.options.map((tab) => (
        <Link key={tab} to={`${ROUTES.sessions}?tab=${tab}&entry=${contentKey(entry)}`} {...PLAIN}>
          <Typography variant="pi" textColor="primary600">
            {t(`tabs.${tab}`)}
          </Typography>
        </Link>
      ))}
    </Flex>
  );
};

type Language = History['languages'][number];

/** Languages that were sent first, then by their codes. */
const bySource = (one: Language, other: Language) =>
  Number(other.sent !== null) - Number(one.sent !== null) ||
  String(one.locale).localeCompare(String(other.locale));

/** Whether the last download did anything to the entry in the language that is open. */
const wasTouched = ({ languages, lastDownload }: History, open?: string) => {
  const { sent = null, received = null } =
    languages.find((language) => language.locale === (open ?? null)) ?? {};
  // The language that texts are translated from is never downloaded.
  if (sent && !received) return lastDownload?.touched;
  return received !== null && received.sessionId >= (lastDownload?.sessionId ?? 0);
};

interface ContentHistoryProps {
  entry: EntryOfContent;
  /** The language that is open. */
  locale?: string;
}

/** Beside an entry in the Content Manager: what transfers did to it last. Nothing where nothing is recorded. */
const ContentHistory = ({ entry, locale }: ContentHistoryProps) => {
  const t = useTranslate();
  const languageName = useLanguageName();
  const history = useContentHistory(entry);
  if (!history || history.languages.length === 0) return null;
  const { languages, lastDownload } = history;
  return (
    <Box
      as="section"
      aria-label={t('history.label')}
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      padding={4}
      shadow="tableShadow"
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography as="h2" variant="sigma" textColor="neutral600">
          {t('history.title')}
        </Typography>
        <Divider />
        {[...languages].sort(bySource).map((language) => (
          <div key={language.locale ?? ''}>
            {language.locale !== null && (
              <Typography
                as="h3"
                variant="pi"
                textColor="neutral800"
                fontWeight={language.locale === locale ? 'bold' : undefined}
              >
                {languageName(language.locale)}
              </Typography>
            )}
            <ul>
              {language.received && <LastTouch touch={language.received} failure="failed" />}
              {language.sent && <LastTouch touch={language.sent} failure="notSent" />}
              {!language.received && !language.sent && (
                <Typography as="li" variant="pi" textColor="neutral600">
                  {t('history.none')}
                </Typography>
              )}
            </ul>
          </div>
        ))}
        {lastDownload && !wasTouched(history, locale) && <LastDownload download={lastDownload} />}
        <AllSessions entry={entry} />
      </Flex>
    </Box>
  );
};

export default ContentHistory;
