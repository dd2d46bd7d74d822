import { Center } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { FailedState } from '../lib/states.js';

/** A page that could not be shown: why, and a button that tries again. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Center mih="70dvh">
      <FailedState error={error} retry={retry} />
    </Center>
  );
}
