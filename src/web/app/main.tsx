import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../lib/query-client.js';
import { createAppRouter } from './router.js';
import { meQuery } from '../session/session.queries.js';
import { cssVariables, theme } from './theme.js';
import { Toasts } from './toasts.js';

const queryClient = createQueryClient({
  onSignedOut: () => void sendToSignIn(),
  onDenied: () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
});
const router = createAppRouter(queryClient);

/** The session ended while a page was open: sign in, then back to the same page. */
async function sendToSignIn(): Promise<void> {
  const { pathname, href } = router.state.location;
  // Before the first page nobody was signed in yet; the route then leads to signing in.
  if (pathname === '/sign-in' || queryClient.getQueryData(meQuery.queryKey) === undefined) return;
  queryClient.removeQueries({ queryKey: ['me'] });
  await router.navigate({ to: '/sign-in', search: { back: href, ended: true } });
}

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the app.');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
