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
  const copies = [
    { text: 'session-page.copy', icon: <Duplicate />, onClick: () => copyLines(plainLine) },
    { text: 'session-page.copyTimed', icon: <Duplicate />, onClick: () => copyLines(timedLine) },
    { text: 'session-page.copyLink', icon: <Link />, onClick: () => copy(window.location.href) },
  ] as const;

  return (
    <Flex gap={2} wrap="wrap" padding={2} paddingLeft={4} background="primary100">
      <Typography fontWeight="bold" textColor="neutral800">
        {first === last
          ? t('session-page.selectedLine', { line: first })
          : t('session-page.selectedLines', { first, last })}
      </Typography>
      {copies.map(({ text, icon, onClick }) => (
        <BusyButton
          key={text}
          size="S"
          variant="tertiary"
          startIcon={icon}
          isBusy={isCopying}
          onClick={onClick}
        >
          {t(text)}
        </BusyButton>
      ))}
      <IconButton label={t('session-page.clearSelection')} icon={<Cross />} onClick={onClear} />
    </Flex>
  );
};
