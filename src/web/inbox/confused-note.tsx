import { Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ConversationSummary } from '../../api/inbox.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import classes from './confused-note.module.css';
import { keepDraft } from './drafts.js';

const staffLanguage = 'en';

interface Props {
  message: MessageView;
  flag: NonNullable<MessageView['flag']>;
  conversation: ConversationSummary;
}

/** Says under a text of ours that the family did not understand it, and begins one that says it anew. */
export function ConfusedNote({ message, flag, conversation }: Props) {
  const english =
    message.language === staffLanguage
      ? message.text
      : (message.translations.find(({ language }) => language === staffLanguage)?.text ?? '');
  const begin = (): void => {
    keepDraft(conversation.id, {
      text: english,
      translation: null,
      afterPosition: conversation.lastPosition,
      intention: null,
      corrects: message.id,
    });
    document.querySelector<HTMLTextAreaElement>('#reply-english')?.focus();
  };
  return (
    <div className={classes.note} title={exactTime(flag.at, conversation.school.timeZone)}>
      <IconHelpCircle size={16} aria-hidden />
      <span>
        {t('confused.said', { words: flag.words })} {flag.isCorrected && t('confused.corrected')}
      </span>
      {!flag.isCorrected && (
        <Button size="compact-xs" variant="subtle" onClick={begin}>
          {t('confused.write')}
        </Button>
      )}
    </div>
  );
}
