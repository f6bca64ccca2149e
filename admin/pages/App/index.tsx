import { lazy, Suspense } from 'react';
import { LoadingIndicatorPage } from '@strapi/helper-plugin';
import { Redirect, Route, Switch } from 'react-router-dom';
import { PageLayout } from '../../components/Page';
import { RequireRead } from '../../components/DeniedPage';
import { ROUTES } from '../../utils/routes';

const SessionsPage = lazy(() => import('../SessionsPage'));
const SessionPage = lazy(() => import('../SessionPage'));

const App = () => (
  <RequireRead>
    <PageLayout>
      <Suspense fallback={<LoadingIndicatorPage />}>
        <Switch>
          <Route exact path={ROUTES.sessions} component={SessionsPage} />
          <Route exact path={ROUTES.session} component={SessionPage} />
          <Redirect to={ROUTES.sessions} />
        </Switch>
      </Suspense>
    </PageLayout>
  </RequireRead>
);

export default App;
