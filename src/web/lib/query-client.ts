import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api.js';

/** Whether asking again can help: no answer though there is a network, or the server's own fault. */
function worthRetrying(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 ? navigator.onLine : error.status >= 502);
}

/**
 * The app's cache of server state. Texts carry an Idempotency-Key, so a post that got no answer is safe to repeat. Without
 * a network people are told so at once: nothing waits unseen, to be done when they no longer expect it.
 * @param onSignedOut called when the server no longer knows the session
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error): void => {
    if (error instanceof ApiProblem && error.status === 401) onSignedOut();
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
