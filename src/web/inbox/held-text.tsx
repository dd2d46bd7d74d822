import { IconHandStop } from '@tabler/icons-react';
import type { ConversationSummary } from '../../api/inbox.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import type { DeliveryView } from './delivery-note.js';
import { keepDraft } from './drafts.js';
import classes from './held-text.module.css';
import { WaysOn } from './ways-on.js';

interface Props {
  message: MessageView;
  delivery: DeliveryView;
  conversation: ConversationSummary;
}

/** A text that did not go out because nobody vouches for its translation: why, and the ways on. */
export function HeldText({ message, delivery, conversation }: Props) {
  const draft = message.translations.find(({ language }) => language === delivery.language);
  const discarded = (): void =>
    offerUndo(
      t('held.discarded'),
      () =>
        keepDraft(conversation.id, {
          text: message.text,
          translation: null,
          afterPosition: conversation.lastPosition,
          intention: null,
        }),
      t('held.writeAgain'),
    );
  return (
    <section className={classes.held} aria-label={t('held.title')}>
      <p className={classes.why}>
        <IconHandStop size={18} aria-hidden />
        <span>
          <strong>{t('held.title')}</strong> {delivery.explanation}
        </span>
      </p>
      <WaysOn
        conversationId={conversation.id}
        messageId={message.id}
        language={delivery.language}
        draft={draft?.text ?? null}
        mayReadDraft
        discarded={discarded}
      />
    </section>
  );
}
