import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';

interface EmptyLinesProps {
  model: ConsoleModel;
  debugLines: number;
}

const CLEAR = { search: '', level: [], context: false, type: undefined, locale: undefined };

/** Why no line is listed, and the change that would list some. */
const reasonOf = ({ model: { state, isRunning }, debugLines }: EmptyLinesProps) => {
  if (state.search || state.level.length > 0 || state.type) {
    return ['session-page.noMatch', 'session-page.clearFilter', CLEAR] as const;
  }
  if (debugLines > 0) {
    return ['session-page.onlyDebug', 'console.showDebugOnly', { verbose: true }] as const;
  }
  return [isRunning ? 'session-page.waiting' : 'session-page.empty'] as const;
};

export const EmptyLines = (props: EmptyLinesProps) => {
  const t = useTranslate();
  const [content, label, patch] = reasonOf(props);
  return (
    <EmptyStateLayout
      icon={<EmptyDocuments width="10rem" />}
      content={t(content)}
      action={
        label && (
          <Button variant="secondary" onClick={() => props.model.changeState(patch)}>
            {t(label)}
          </Button>
        )
      }
    />
  );
};
