import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.js';

/** Whether asking again can help: no answer though there is a network, or the server's own fault. */
function worthRetrying(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 ? navigator.onLine : error.status >= 502);
}

/**
 * The app's cache of server state. Texts carry an Idempotency-Key, so a post that got no answer is safe to repeat. Without
 * a network people are told so at once: nothing waits unseen, to be done when they no longer expect it.
 * @param on `onSignedOut` is called when the server no longer knows the session, `onDenied` when something may
 *   not be for this person: her role may have changed
 */
export function createQueryClient(on: { onSignedOut: () => void; onDenied: () => void }): QueryClient {
  const onError = (error: Error): void => {
    if (!(error instanceof ApiProblem)) return;
    if (error.status === 401) on.onSignedOut();
    if (error.status === 403 || error.status === 404) on.onDenied();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 15_000,
        retry: (count, error) => count < 2 && worthRetrying(error),
      },
      mutations: { networkMode: 'always', retry: (count, error) => count < 2 && worthRetrying(error) },
    },
  });
}
