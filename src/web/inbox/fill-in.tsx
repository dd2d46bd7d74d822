import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { ReadyReplies } from '../../api/inbox.schemas.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';

interface Props {
  reply: ReadyReplies['items'][number];
  language: string;
  /** Values the thread already knows. */
  known: ReadyReplies['known'];
  back: () => void;
  insert: (text: string) => void;
}

/** Fills the gaps of a ready reply; what the thread knows stands there already. */
export function FillIn({ reply, language, known, back, insert }: Props) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(reply.placeholders.map((name) => [name, known[name] ?? ''])),
  );
  const complete = reply.placeholders.every((name) => values[name]?.trim());
  const firstEmpty = reply.placeholders.find((name) => known[name] === undefined) ?? reply.placeholders[0];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (complete) insert(filled(reply.text, values));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {reply.placeholders.map((name) => (
          <TextInput
            key={name}
            label={labelOf(name)}
            {...(name === firstEmpty && { 'data-autofocus': true, autoFocus: true })}
            maxLength={200}
            value={values[name] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => ({ ...before, [name]: value }));
            }}
          />
        ))}
        <Paper withBorder p="sm" radius="md" bg="var(--recado-ground)">
          <Text>{filled(reply.text, values)}</Text>
          {reply.translation !== null && (
            <WrittenText language={language}>{filled(reply.translation, values)}</WrittenText>
          )}
        </Paper>
        <Group justify="space-between">
          <Button variant="default" onClick={back}>
            {t('common.back')}
          </Button>
          <Button type="submit" disabled={!complete}>
            {t('ready.use')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => values[name]?.trim() || `‹${name}›`);
}

function labelOf(name: string): string {
  return t(`ready.placeholder.${name}` as 'ready.placeholder.student', { defaultValue: name });
}
