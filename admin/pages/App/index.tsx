import { lazy, Suspense } from 'react';
import { Layout } from '@strapi/design-system';
import { LoadingIndicatorPage } from '@strapi/helper-plugin';
import { Redirect, Route, Switch } from 'react-router-dom';
import { RequireRead } from '../../components/RequireRead';
import { SideNav } from '../../components/SideNav';
import { ROUTES } from '../../utils/routes';

const SessionsPage = lazy(() => import('../SessionsPage'));
const SessionPage = lazy(() => import('../SessionPage'));

/** What Strapi shows below `/plugins/localazy-activity-logs`. */
const App = () => (
  <RequireRead>
    <Layout sideNav={<SideNav />}>
      <Suspense fallback={<LoadingIndicatorPage />}>
        <Switch>
          <Route exact path={ROUTES.sessions} component={SessionsPage} />
          <Route exact path={ROUTES.session} component={SessionPage} />
          <Redirect to={ROUTES.sessions} />
        </Switch>
      </Suspense>
    </Layout>
  </RequireRead>
);

export default App;
