import { Button, Group, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './correct-translation.module.css';
import { useCorrectTranslation } from './inbox.actions.js';

const staffLanguage = 'en';

interface Props {
  message: MessageView;
  conversationId: string;
}

/** For those who read a family's language: putting right what the others read of its text. */
export function CorrectTranslation({ message, conversationId }: Props) {
  const me = useMe();
  const languages = useLanguages();
  const [words, setWords] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const correct = useCorrectTranslation(conversationId, message.id);
  // Closing gives the keyboard back to where it was.
  useEffect(() => {
    if (words === null && wasOpen.current) opener.current?.focus();
    wasOpen.current = words !== null;
  }, [words]);
  const { language } = message;
  if (message.direction !== 'in' || language === null || language === staffLanguage) return null;
  if (!me.languages.includes(language) || message.translationState === 'pending') return null;
  const standing = message.translations.find((each) => each.language === staffLanguage)?.text ?? '';
  if (standing === '' && message.translationState !== 'untranslated') return null;
  const close = (): void => setWords(null);
  if (words === null) {
    return (
      <Button
        ref={opener}
        className={classes.opener}
        size="compact-xs"
        variant="subtle"
        onClick={() => setWords(standing)}
      >
        {standing === '' ? t('correction.write') : t('correction.open')}
      </Button>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') correct.mutate(words.trim(), { onSuccess: close });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <Textarea
        label={t('correction.label')}
        description={t('correction.hint', { language: languages.name(language) })}
        lang={staffLanguage}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        autoFocus
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button type="submit" size="xs" loading={correct.isPending} disabled={words.trim() === ''}>
          {t('correction.save')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('common.back')}
        </Button>
      </Group>
    </form>
  );
}
