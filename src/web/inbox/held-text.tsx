import { IconHandStop } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ConversationSummary } from '../../api/inbox.schemas.js';
import type { ReleaseInput } from '../../api/replies.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
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
  const { languages } = useMe();
  const draft = message.translations.find(({ language }) => language === delivery.language);
  const section = useRef<HTMLElement>(null);
  const decided = (how: ReleaseInput['how']): void => {
    // Its buttons are gone with it: the keyboard goes on from the thread.
    const has = document.activeElement;
    if (has === document.body || section.current?.contains(has) === true) {
      document.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true });
    }
    if (how !== 'discard') return;
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
  };
  return (
    <section ref={section} className={classes.held} aria-label={t('held.title')}>
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
        mayReadDraft={languages.includes(delivery.language)}
        decided={decided}
      />
    </section>
  );
}
