import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons';
import type { ConsoleState } from '../../console/console-state';
import { useTranslate } from '../../hooks/useTranslate';
import type { MessageId } from '../../utils/translations';

interface EmptyLinesProps {
  state: ConsoleState;
  debugLines: number;
  isRunning: boolean;
  onChange: (patch: Partial<ConsoleState>) => void;
}

interface EmptyState {
  content: MessageId;
  action?: { label: MessageId; patch: Partial<ConsoleState> };
}

const emptyState = ({ state, debugLines, isRunning }: EmptyLinesProps): EmptyState => {
  if (state.search || state.level.length > 0) {
    const patch = { search: '', level: [], context: false };
    return {
      content: 'session-page.noMatch',
      action: { label: 'session-page.clearFilter', patch },
    };
  }
  if (debugLines > 0) {
    const patch = { verbose: true };
    return { content: 'session-page.onlyDebug', action: { label: 'session-page.verbose', patch } };
  }
  return { content: isRunning ? 'session-page.waiting' : 'session-page.empty' };
};

export const EmptyLines = (props: EmptyLinesProps) => {
  const t = useTranslate();
  const { content, action } = emptyState(props);
  return (
    <EmptyStateLayout
      icon={<EmptyDocuments width="10rem" />}
      content={t(content)}
      action={
        action && (
          <Button variant="secondary" onClick={() => props.onChange(action.patch)}>
            {t(action.label)}
          </Button>
        )
      }
    />
  );
};
