import { Center } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { ApiProblem } from '../lib/api.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';

/** A page that could not be shown: why, and a button that tries again. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = async (): Promise<void> => {
    if (error instanceof ApiProblem) {
      reset();
      await router.invalidate();
    } else if (await isReachable()) {
      // A part of the app that did not arrive, or broke, comes only with the page. Without a server there would be none.
      window.location.reload();
    }
  };
  return (
    <Center mih="70dvh">
      <FailedState
        error={isMissingPart(error) ? new ApiProblem(0, 'unreachable', t('errors.unreachable')) : error}
        retry={() => void retry()}
      />
    </Center>
  );
}

/** Whether a part of the app itself could not be fetched, in the words of the browsers and of Vite. */
function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|module script failed|unable to preload/i.test(error.message)
  );
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
