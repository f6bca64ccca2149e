import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross, Duplicate, Link } from '@strapi/icons';
import { listedFilter } from '../../console/console-state';
import { plainLine, timedLine } from '../../console/line-text';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useCopy } from '../../hooks/session/useSession';
import { useTranslate } from '../../hooks/useTranslate';
import { BusyButton } from '../BusyButton';

/** What can be done with the selected lines; nothing where none are. */
export const SelectionBar = ({ model }: { model: ConsoleModel }) => {
  const t = useTranslate();
  const { copy, isCopying } = useCopy();
  const { sessionId, state, selection, actions } = model;
  if (!selection) return null;
  const { first, last } = selection;
  const copyLines = (asText: typeof plainLine) =>
    copy({ sessionId, filter: listedFilter(state), range: selection, asText });
  const copies = [
    { text: 'session-page.copy', icon: <Duplicate />, onClick: () => copyLines(plainLine) },
    { text: 'session-page.copyTimed', icon: <Duplicate />, onClick: () => copyLines(timedLine) },
    { text: 'session-page.copyLink', icon: <Link />, onClick: () => copy(window.location.href) },
  ] as const;

  return (
    <Flex
      gap={2}
      wrap="wrap"
      padding={2}
      paddingLeft={4}
      background="primary100"
      borderColor="primary200"
    >
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
      <IconButton
        label={t('session-page.clearSelection')}
        icon={<Cross />}
        onClick={actions.clearSelection}
      />
    </Flex>
  );
};
