import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons';
import type { ConsoleState } from '../../hooks/entries/console-state';
import { useTranslate } from '../../hooks/useTranslate';

interface EmptyLinesProps {
  state: ConsoleState;
  /** How many lines only "Verbose" would show. */
  debugLines: number;
  isRunning: boolean;
  onChange: (patch: Partial<ConsoleState>) => void;
}

/** Says why there are no lines, and what would bring some. */
export const EmptyLines = ({ state, debugLines, isRunning, onChange }: EmptyLinesProps) => {
  const t = useTranslate();
  const icon = <EmptyDocuments width="10rem" />;

  if (state.search || state.level.length > 0) {
    return (
      <EmptyStateLayout
        icon={icon}
        content={t('session-page.noMatch')}
        action={
          <Button
            variant="secondary"
            onClick={() => onChange({ search: '', level: [], context: false })}
          >
            {t('session-page.clearFilter')}
          </Button>
        }
      />
    );
  }
  if (debugLines > 0) {
    return (
      <EmptyStateLayout
        icon={icon}
        content={t('session-page.onlyDebug')}
        action={
          <Button variant="secondary" onClick={() => onChange({ verbose: true })}>
            {t('session-page.verbose')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyStateLayout
      icon={icon}
      content={t(isRunning ? 'session-page.waiting' : 'session-page.empty')}
    />
  );
};
