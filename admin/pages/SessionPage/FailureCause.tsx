import { Box, Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowDown, CrossCircle, Refresh } from '@strapi/icons';
import styled from 'styled-components';
import type { Session } from '../../../shared/contracts';
import { safeText } from '../../console/line-text';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useLocalazyPlugin } from '../../hooks/useLocalazyPlugin';
import { useSummary } from '../../hooks/useSummary';
import { useTranslate } from '../../hooks/useTranslate';
import { LOCALAZY_ROUTES } from '../../utils/routes';
import { FailedEntry } from './FailedEntry';
import { failureLink, runAgainText } from './failure-links';

const Block = styled(Box)`
  border-left: 4px solid ${({ theme }) => theme.colors.danger600};
`;

const Sign = styled(CrossCircle)`
  flex-shrink: 0;
  margin-top: 0.1875rem;

  path {
    fill: ${({ theme }) => theme.colors.danger600};
  }
`;

const Cause = styled(Typography)`
  ${({ theme }) => theme.mediaQueries.tablet} {
    font-size: ${({ theme }) => theme.fontSizes[1]};
    line-height: ${({ theme }) => theme.lineHeights[2]};
  }

  flex: 1 1 20rem;
  overflow-wrap: anywhere;
  unicode-bidi: isolate;
  white-space: pre-wrap;
`;

/** A button's text is not underlined. */
const PLAIN = { textDecoration: 'none' };

/** Why a session failed, and where to do something about it. */
export const FailureCause = ({ session, model }: { session: Session; model: ConsoleModel }) => {
  const t = useTranslate();
  const summaryOf = useSummary();
  const hasPlugin = useLocalazyPlugin();
  const link = hasPlugin ? failureLink(session.summaryParts) : undefined;
  const runAgain = hasPlugin ? runAgainText(session) : null;

  return (
    <Block
      as="section"
      aria-label={t('session-page.cause')}
      background="danger100"
      hasRadius
      padding={2}
      paddingLeft={3}
    >
      <Flex gap={2} wrap="wrap" alignItems="center">
        <Flex gap={2} alignItems="flex-start" grow={1} style={{ flexBasis: '20rem' }}>
          <Sign aria-hidden />
          <Cause textColor="neutral800" fontWeight="semiBold">
            {safeText(summaryOf(session)) || t('session-page.noCause')}
          </Cause>
        </Flex>
        <Flex gap={2} wrap="wrap">
          {link && (
            <LinkButton size="S" to={link.to} style={PLAIN}>
              {t(link.text)}
            </LinkButton>
          )}
          <FailedEntry model={model} />
          {model.firstError !== undefined && (
            <Button size="S" variant="tertiary" startIcon={<ArrowDown />} onClick={model.goToError}>
              {t('session-page.goToError')}
            </Button>
          )}
          {runAgain && (
            <LinkButton
              size="S"
              variant="tertiary"
              startIcon={<Refresh />}
              to={LOCALAZY_ROUTES.plugin}
              style={PLAIN}
            >
              {t(runAgain)}
            </LinkButton>
          )}
        </Flex>
      </Flex>
    </Block>
  );
};
