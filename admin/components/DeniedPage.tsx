import { ContentLayout, HeaderLayout, Main } from '@strapi/design-system';
import { NoPermissions } from '@strapi/helper-plugin';
import { useTranslate } from '../hooks/useTranslate';

/** Strapi's own message for users without the permission. */
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
