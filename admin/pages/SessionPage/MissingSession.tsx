import { EmptyStateLayout, Main } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons';
import { PageBody, PageHeader } from '../../components/Page';
import { useTranslate } from '../../hooks/useTranslate';
import { BackLink } from './BackLink';

export const MissingSession = () => {
  const t = useTranslate();
  return (
    <Main>
      <PageHeader title={t('session-page.missing.title')} navigationAction={<BackLink />} />
      <PageBody>
        <EmptyStateLayout
          icon={<EmptyDocuments width="10rem" />}
          content={t('session-page.missing.text')}
        />
      </PageBody>
    </Main>
  );
};
