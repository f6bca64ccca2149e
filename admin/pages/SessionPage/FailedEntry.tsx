import { LinkButton } from '@strapi/design-system';
import { useFailedEntry } from '../../hooks/session/useContent';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTranslate } from '../../hooks/useTranslate';
import { contentManagerPath } from '../../utils/content-manager';

/** A link to the entry that the first error is about; nothing where it's about none that can be opened. */
export const FailedEntry = ({ model }: { model: ConsoleModel }) => {
  const t = useTranslate();
  const link = useFailedEntry(model);
  return link ? (
    <LinkButton size="S" to={contentManagerPath(link)} style={{ textDecoration: 'none' }}>
      {t('session-page.goToEntry', { entry: link.title || `${link.typeName} ${link.id}` })}
    </LinkButton>
  ) : null;
};
