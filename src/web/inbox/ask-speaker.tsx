import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { MessageView } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './confused-note.module.css';
import { useAskSpeaker } from './inbox.actions.js';

/** Tells who does not read the language that a machine translated a grave matter, and asks somebody who does. */
export function AskSpeaker({ message, conversationId }: { message: MessageView; conversationId: string }) {
  const me = useMe();
  const languages = useLanguages();
  const ask = useAskSpeaker(conversationId, message.id);
  const { language } = message;
  // Who reads the language reads the original.
  if (!message.needsSpeaker || language === null || me.languages.includes(language)) return null;
  return (
    <div className={classes.note}>
      <IconLanguage size={16} aria-hidden />
      <span role="status">
        {ask.data === undefined ? t('speaker.machine') : t('speaker.asked', { name: ask.data.name })}
      </span>
      {ask.data === undefined && (
        <Button size="compact-xs" variant="subtle" loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('speaker.ask', { language: languages.name(language) })}
        </Button>
      )}
    </div>
  );
}
