import { HeaderLayout, Main } from '@strapi/design-system';
import { useTranslate } from '../../hooks/useTranslate';

const SessionPage = () => {
  const t = useTranslate();
  return (
    <Main>
      <HeaderLayout title={t('plugin.name')} />
    </Main>
  );
};

export default SessionPage;
