import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiProblem } from './api.js';
import { t } from './words.js';

/** What the newest message that is still shown takes back. */
let newest: (() => void) | null = null;

/** Takes back what the newest message offers to, for those who use keys alone; without one, nothing happens. */
export function takeBackNewest(): void {
  newest?.();
}

/** Says what was done, with a button that takes it back. */
export function offerUndo(message: string, undo: () => void, label: string = t('common.undo')): void {
  const takeBack = (): void => {
    notifications.hide(id);
    undo();
  };
  newest = takeBack;
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" flex="none" aria-keyshortcuts="u" onClick={takeBack}>
          {label}
        </Button>
      </Group>
    ),
    autoClose: 9_000,
    withBorder: true,
    role: 'status',
    onClose: () => {
      if (newest === takeBack) newest = null;
    },
  });
}

/** Says in the server's own sentence what did not work. */
export function tellProblem(title: string, error: unknown): void {
  notifications.show({
    title,
    message: sentenceFor(error),
    color: 'red',
    autoClose: 12_000,
    withBorder: true,
  });
}

/** Says that something worked. */
export function tellDone(message: string): void {
  notifications.show({ message, autoClose: 5_000, withBorder: true, role: 'status' });
}

/** The sentence for people in an error of any kind. */
export function sentenceFor(error: unknown): string {
  return error instanceof ApiProblem ? error.message : t('errors.unexpected');
}
