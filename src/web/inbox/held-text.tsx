import { Button, Group, Textarea } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConversationSummary, MessageView, ReleaseInput } from '../../api/inbox.schemas.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import type { DeliveryView } from './delivery-note.js';
import { keepDraft } from './drafts.js';
import classes from './held-text.module.css';
import { useRelease } from './inbox.actions.js';

interface Props {
  message: MessageView;
  delivery: DeliveryView;
  conversation: ConversationSummary;
}

/** A text that did not go out because nobody vouches for its translation: why, and the ways on. */
export function HeldText({ message, delivery, conversation }: Props) {
  const languages = useLanguages();
  const { take, busy } = useWayOn(message, conversation);
  const draft = message.translations.find(({ language }) => language === delivery.language);
  const [own, setOwn] = useState<string | null>(null);
  const language = languages.name(delivery.language);
  const discard = (): void => {
    take({ how: 'discard' }, () =>
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
      ),
    );
  };
  return (
    <section className={classes.held} aria-label={t('held.title')}>
      <p className={classes.why}>
        <IconHandStop size={18} aria-hidden />
        <span>
          <strong>{t('held.title')}</strong> {delivery.explanation}
        </span>
      </p>
      {own !== null && (
        <Textarea
          label={t('held.ownLabel', { language })}
          lang={delivery.language}
          dir="auto"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1600}
          autoFocus
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
      )}
      <Group gap={8}>
        {own === null ? (
          <Button size="xs" disabled={busy} onClick={() => setOwn(draft?.text ?? '')}>
            {draft === undefined ? t('held.write', { language }) : t('held.correct')}
          </Button>
        ) : (
          <Button
            size="xs"
            loading={busy}
            disabled={own.trim() === ''}
            onClick={() => take({ how: 'with_translation', text: own.trim() })}
          >
            {t('held.sendOwn', { language })}
          </Button>
        )}
        {own !== null && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => setOwn(null)}>
            {t('common.back')}
          </Button>
        )}
        {own === null && draft !== undefined && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => take({ how: 'draft_as_it_is' })}>
            {t('held.sendDraft')}
          </Button>
        )}
        {own === null && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => take({ how: 'untranslated' })}>
            {t('held.sendEnglish')}
          </Button>
        )}
        {own === null && (
          <Button size="xs" variant="subtle" color="gray" disabled={busy} onClick={discard}>
            {t('held.discard')}
          </Button>
        )}
      </Group>
    </section>
  );
}

function useWayOn(message: MessageView, conversation: ConversationSummary) {
  const release = useRelease(conversation.id, message.id);
  const [intention, setIntention] = useState<Intention | null>(null);
  const take = (input: ReleaseInput, then?: () => void): void => {
    const next = intentionFor(input, intention);
    setIntention(next);
    release.mutate({ input, key: next.key, then });
  };
  return { take, busy: release.isPending };
}
