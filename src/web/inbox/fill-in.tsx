import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { ReadyReplies } from '../../api/replies.schemas.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';

interface Props {
  reply: ReadyReplies['items'][number];
  language: string;
  /** Values the thread already knows. */
  known: ReadyReplies['known'];
  /** The family's children, offered where the thread does not know which one it is about. */
  students: readonly string[];
  back: () => void;
  insert: (text: string) => void;
}

/** Fills the gaps of a ready reply; what the thread knows stands there already. */
export function FillIn({ reply, language, known, students, back, insert }: Props) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(reply.placeholders.map((name) => [name, known[name] ?? ''])),
  );
  const complete = reply.placeholders.every((name) => values[name]?.trim());
  const firstEmpty = reply.placeholders.find((name) => known[name] === undefined) ?? reply.placeholders[0];
  const set = (name: string, value: string): void => setValues((before) => ({ ...before, [name]: value }));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (complete) insert(filled(reply.text, values));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {reply.placeholders.map((name) => (
          <div key={name}>
            <TextInput
              label={labelOf(name)}
              {...(name === firstEmpty && { autoFocus: true })}
              maxLength={200}
              value={values[name] ?? ''}
              onChange={(event) => set(name, event.currentTarget.value)}
            />
            {name === 'student' && known['student'] === undefined && students.length > 1 && (
              <Group gap={6} mt={6}>
                {students.map((student) => (
                  <Button
                    key={student}
                    size="compact-sm"
                    variant="light"
                    onClick={() => set('student', student)}
                  >
                    {student}
                  </Button>
                ))}
              </Group>
            )}
          </div>
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
