import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ownPassword } from '../../api/session.schemas.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor, tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { changeOwnPassword } from './auth-client.js';

const shortest = ownPassword.shape.next.minLength ?? 0;

interface Props {
  opened: boolean;
  email: string;
  close: () => void;
  /** The dialog is gone: the keyboard goes back to where it was asked for. */
  closed: () => void;
}

/** Another password for whoever is signed in: the old one is asked for, and the new one twice. */
export function PasswordDialog({ opened, email, close, closed }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      onExitTransitionEnd={closed}
      returnFocus={false}
      title={t('session.change.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <PasswordForm email={email} close={close} />
    </Modal>
  );
}

function PasswordForm({ email, close }: Pick<Props, 'email' | 'close'>) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const change = useMutation({ mutationFn: changeOwnPassword, retry: false });
  const isShort = next.length < shortest;
  const isOther = next !== again;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isShort || isOther || current === '') return;
        change.mutate(
          { current, next },
          {
            onSuccess: () => {
              close();
              tellDone(t('session.change.done'));
            },
          },
        );
      }}
    >
      <Stack gap="md">
        {change.isError && (
          <Notice tone="urgent" alert>
            {sentenceFor(change.error)}
          </Notice>
        )}
        {/* Keepers of passwords want to know whose it is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          {...fieldOf('current', current, setCurrent)}
          autoComplete="current-password"
          data-autofocus
        />
        <PasswordInput
          {...fieldOf('next', next, setNext)}
          description={t('session.change.hint', { count: shortest })}
          autoComplete="new-password"
          error={isTried && isShort ? t('session.change.short', { count: shortest }) : null}
        />
        <PasswordInput
          {...fieldOf('again', again, setAgain)}
          autoComplete="new-password"
          error={isTried && !isShort && isOther ? t('session.change.other') : null}
        />
        <Text size="sm" c="dimmed">
          {t('session.change.what')}
        </Text>
        <Button type="submit" loading={change.isPending}>
          {t('session.change.save')}
        </Button>
      </Stack>
    </form>
  );
}

function fieldOf(name: 'current' | 'next' | 'again', value: string, set: (value: string) => void) {
  return {
    label: t(`session.change.${name}`),
    name,
    value,
    required: true,
    withAsterisk: false,
    maxLength: ownPassword.shape[name === 'current' ? 'current' : 'next'].maxLength ?? undefined,
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
    visibilityToggleButtonProps: { 'aria-label': t('session.showPassword') },
  };
}
