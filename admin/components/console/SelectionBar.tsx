import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross, Duplicate, Link } from '@strapi/icons';
import type { LineRange } from '../../../shared/contracts';
import type { EntryFilter } from '../../api/entries';
import { plainLine, timedLine } from '../../console/line-text';
import { useCopy } from '../../hooks/session/useCopy';
import { useTranslate } from '../../hooks/useTranslate';
import { BusyButton } from '../BusyButton';

interface SelectionBarProps {
  sessionId: number;
  filter: EntryFilter;
  selection: LineRange;
  onClear: () => void;
}

export const SelectionBar = ({ sessionId, filter, selection, onClear }: SelectionBarProps) => {
  const t = useTranslate();
  const { copy, isCopying } = useCopy();
  const { first, last } = selection;
  const copyLines = (asText: typeof plainLine) =>
    copy({ sessionId, filter, range: selection, asText });

  return (
    <Flex gap={2} wrap="wrap" padding={2} paddingLeft={4} background="primary100">
      <Typography fontWeight="bold" textColor="neutral800">
        {first === last
          ? t('session-page.selectedLine', { line: first })
          : t('session-page.selectedLines', { first, last })}
      </Typography>
      <BusyButton
        size="S"
        variant="tertiary"
        startIcon={<Duplicate />}
        isBusy={isCopying}
        onClick={() => copyLines(plainLine)}
      >
        {t('session-page.copy')}
      </BusyButton>
      <BusyButton
        size="S"
        variant="tertiary"
        startIcon={<Duplicate />}
        isBusy={isCopying}
        onClick={() => copyLines(timedLine)}
      >
        {t('session-page.copyTimed')}
      </BusyButton>
      <BusyButton
        size="S"
        variant="tertiary"
        startIcon={<Link />}
        isBusy={isCopying}
        onClick={() => copy(window.location.href)}
      >
        {t('session-page.copyLink')}
      </BusyButton>
      <IconButton label={t('session-page.clearSelection')} icon={<Cross />} onClick={onClear} />
    </Flex>
  );
};
