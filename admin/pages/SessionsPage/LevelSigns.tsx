import { Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Session } from '../../../shared/contracts';
import { Sign } from '../../components/OutcomeSigns';
import type { SignName } from '../../components/OutcomeSigns';
import { useTranslate } from '../../hooks/useTranslate';

/** How many errors and warnings a session's lines have; nothing where that adds nothing to its status. */
export const LevelSigns = ({ session }: { session: Session }) => {
  const t = useTranslate();
  const { status, errorCount, warningCount } = session;
  const isTold = status === 'failed' && errorCount === 1;
  return (
    <>
      {errorCount > 0 && !isTold && (
        <Count sign="failed" count={errorCount} text={t('counts.errors', { count: errorCount })} />
      )}
      {warningCount > 0 && (
        <Count
          sign="problems"
          count={warningCount}
          text={t('counts.warnings', { count: warningCount })}
        />
      )}
    </>
  );
};

interface CountProps {
  sign: SignName;
  count: number;
  text: string;
}

const Count = ({ sign, count, text }: CountProps) => {
  const { formatNumber } = useIntl();
  return (
    <Flex gap={1} shrink={0} title={text}>
      <Sign name={sign} />
      <Typography variant="pi" textColor="neutral800" aria-hidden>
        {formatNumber(count, { notation: 'compact' })}
      </Typography>
      <VisuallyHidden>{text}</VisuallyHidden>
    </Flex>
  );
};
