import { HeaderLayout, Main } from '@strapi/design-system';
import { useTranslate } from '../../hooks/useTranslate';

const SessionsPage = () => {
  const t = useTranslate();
  return (
    <Main>
      <HeaderLayout title={t('plugin.name')} />
    </Main>
  );
};

export default SessionsPage;
