import type { ReactNode } from 'react';
import { ContentLayout, HeaderLayout, Main } from '@strapi/design-system';
import { LoadingIndicatorPage, NoPermissions } from '@strapi/helper-plugin';
import { usePermissions } from '../hooks/usePermissions';
import { useTranslate } from '../hooks/useTranslate';

export const DeniedPage = () => {
  const t = useTranslate();
  return (
    <Main>
      <HeaderLayout title={t('plugin.name')} />
      <ContentLayout>
        <NoPermissions />
      </ContentLayout>
    </Main>
  );
};

/**
 * Shows its children to those who may read the logs, and Strapi's denied page to others. Strapi's own
 * `CheckPagePermissions` redirects them to the home page without a reason.
 */
export const RequireRead = ({ children }: { children: ReactNode }) => {
  const { canRead, isLoading } = usePermissions();
  if (isLoading) return <LoadingIndicatorPage />;
  return canRead ? <>{children}</> : <DeniedPage />;
};
