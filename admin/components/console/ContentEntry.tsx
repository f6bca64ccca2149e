import type { ContentLink, Entry } from '../../../shared/contracts';
import { safeText } from '../../console/line-text';
import { useTranslate } from '../../hooks/useTranslate';
import { contentManagerPath } from '../../utils/content-manager';
import { LineContentLink } from './line-styles';

interface ContentEntryProps {
  content: Entry['content'];
  link: ContentLink | null | undefined;
  tabIndex: number;
}

/** A link to the entry of content that a line is about; nothing where it can't be opened. */
export const ContentEntry = ({ content, link, tabIndex }: ContentEntryProps) => {
  const t = useTranslate();
  if (!content || !link) return null;
  const name = safeText(link.title ?? '') || `${link.typeName} ${link.id}`;
  const facts = [
    link.locale,
    link.isPublished !== null && t(link.isPublished ? 'console.published' : 'console.draft'),
  ].filter(Boolean);
  return (
    <LineContentLink to={contentManagerPath(link)} tabIndex={tabIndex} title={link.typeName}>
      {facts.length > 0 ? `${name} (${facts.join(', ')})` : name}
    </LineContentLink>
  );
};
