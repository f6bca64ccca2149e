import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons';
import type { ConsoleState } from '../../console/console-state';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import type { MessageId } from '../../utils/translations';

interface EmptyLinesProps {
  model: ConsoleModel;
  debugLines: number;
}

interface EmptyState {
  content: MessageId;
  action?: { label: MessageId; patch: Partial<ConsoleState> };
}

const emptyState = ({ model, debugLines }: EmptyLinesProps): EmptyState => {
  const { state, isRunning } = model;
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
          <Button variant="secondary" onClick={() => props.model.changeState(action.patch)}>
            {t(action.label)}
          </Button>
        )
      }
    />
  );
};
