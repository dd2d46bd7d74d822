import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { MessageView } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './confused-note.module.css';
import { useAskSpeaker } from './inbox.actions.js';

/** Says of a text about a grave matter that a machine translated it, and asks somebody who speaks the language. */
export function AskSpeaker({ message, conversationId }: { message: MessageView; conversationId: string }) {
  const me = useMe();
  const languages = useLanguages();
  const ask = useAskSpeaker(conversationId, message.id);
  const { language } = message;
  if (!message.needsSpeaker || language === null) return null;
  return (
    <div className={classes.note}>
      <IconLanguage size={16} aria-hidden />
      <span role="status">
        {ask.data === undefined ? t('speaker.machine') : t('speaker.asked', { name: ask.data.name })}
      </span>
      {ask.data === undefined && !me.languages.includes(language) && (
        <Button size="compact-xs" variant="subtle" loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('speaker.ask', { language: languages.name(language) })}
        </Button>
      )}
    </div>
  );
}
