import { useEffect } from 'react';
import { useTranslate } from './useTranslate';

/**
 * Names the page in the browser's tab while the caller is mounted: `Failed download, Nov 24 · Activity
 * Logs`. Strapi's pages write the title a frame after they have gone, so ours is restored then.
 */
export const useDocumentTitle = (name: string) => {
  const t = useTranslate();
  const title = `${name} · ${t('plugin.name')}`;
  useEffect(() => {
    let others = document.title;
    const apply = () => {
      if (document.title === title) return;
      others = document.title;
      document.title = title;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      document.title = others;
    };
  }, [title]);
};
