import { Component, lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useCMEditViewDataManager } from '@strapi/helper-plugin';

const ContentHistory = lazy(() => import('./ContentHistory'));

/** The Content Manager's page works on, whatever happens in the panel. */
class PanelBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}

/** For entries of localized types that exist; the rest is loaded for those alone. */
export const EditViewPanel = () => {
  const { slug, layout, initialData, isCreatingEntry } = useCMEditViewDataManager();
  const { id, locale } = initialData;
  const isLocalized = layout?.pluginOptions?.i18n?.localized === true;
  if (isCreatingEntry || !isLocalized || !slug || typeof id !== 'number') return null;
  return (
    <PanelBoundary>
      <Suspense fallback={null}>
        <ContentHistory entry={{ type: slug, id }} locale={String(locale)} />
      </Suspense>
    </PanelBoundary>
  );
};
