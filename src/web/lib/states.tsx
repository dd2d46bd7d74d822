import { Button, Stack, Text, Title } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem } from './api.js';
import classes from './states.module.css';
import { sentenceFor } from './undo-toast.js';
import { t } from './words.js';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  /** What to do now. */
  children?: ReactNode;
  /** Where what to do stands below on the same page. */
  isSmall?: boolean;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ icon, title, children, isSmall = false }: EmptyProps) {
  return (
    <Stack
      className={classes.empty}
      align="center"
      justify="center"
      gap="xs"
      p={isSmall ? 'md' : 'xl'}
      ta="center"
      mih={isSmall ? 0 : 240}
      mb={isSmall ? 'lg' : 0}
    >
      <Text c="dimmed" lh={1} aria-hidden>
        {icon}
      </Text>
      <Title order={3} size="h5">
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" c="dimmed" size="sm" maw={360}>
          {children}
        </Text>
      )}
    </Stack>
  );
}

/** Something could not be loaded: why, and a button that tries again. */
export function FailedState({ error, retry }: { error: unknown; retry: () => void }) {
  // Trying again brings back neither what does not exist nor the right to see it, nor mends an address.
  const gone = error instanceof ApiProblem && [400, 403, 404].includes(error.status);
  return (
    <Stack align="center" justify="center" gap="sm" p="xl" ta="center" mih={240} role="alert">
      <Text c="dimmed" lh={1} aria-hidden>
        <IconCloudOff size={32} stroke={1.5} />
      </Text>
      <Title order={3} size="h5">
        {gone ? t('errors.notShown') : t('errors.notLoaded')}
      </Title>
      <Text size="sm" c="dimmed" maw={360}>
        {sentenceFor(error)}
      </Text>
      {!gone && (
        <Button variant="light" onClick={retry}>
          {t('common.tryAgain')}
        </Button>
      )}
    </Stack>
  );
}
