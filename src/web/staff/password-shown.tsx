import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { t } from '../lib/words.js';

interface Props {
  name: string;
  password: string;
  close: () => void;
}

/** A password that was made, to be handed over: it is shown this once. */
export function PasswordShown({ name, password, close }: Props) {
  return (
    <Stack gap="md">
      <TextInput
        label={t('staff.passwordOf', { name })}
        value={password}
        readOnly
        dir="ltr"
        autoFocus
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Text size="sm">{t('staff.passwordOnce')}</Text>
      <Group gap="sm">
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button onClick={copy}>{copied ? t('staff.copied') : t('staff.copy')}</Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={close}>
          {t('staff.done')}
        </Button>
      </Group>
    </Stack>
  );
}
