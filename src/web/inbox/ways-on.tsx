import { Button, Group, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReleaseInput } from '../../api/replies.schemas.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { useRelease } from './inbox.actions.js';

interface Props {
  conversationId: string;
  messageId: string;
  /** The family's. */
  language: string;
  /** The words that wait, where there are any. */
  draft: string | null;
  /** Whether to offer to let the draft go as it is. */
  mayReadDraft: boolean;
  /** Decides about every text that says the same. */
  forAll?: boolean;
  /** After it was decided. */
  decided?: (how: ReleaseInput['how']) => void;
}

/** What can be done with a held text: words of one's own, the draft as it is, English with a note, or nothing. */
export function WaysOn(props: Props) {
  const { conversationId, messageId, language: code, draft, mayReadDraft, forAll = false, decided } = props;
  const { take, busy } = useWayOn(conversationId, messageId, forAll, decided);
  const [own, setOwn] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const back = (): void => {
    setOwn(null);
    window.setTimeout(() => opener.current?.focus(), 0);
  };
  const language = useLanguages().name(code);
  if (own !== null) {
    const sendOwn = (): void => take({ how: 'with_translation', text: own.trim() });
    return (
      <>
        <Textarea
          label={t('held.ownLabel', { language })}
          lang={code}
          dir="auto"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1600}
          autoFocus
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
          onKeyDown={(event) => {
            const isSending = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
            if (isSending && own.trim() !== '' && !busy) sendOwn();
            if (event.key === 'Escape') back();
          }}
          // What is to be said stands above it.
          onFocus={(event) => event.currentTarget.closest('article')?.scrollIntoView({ block: 'nearest' })}
        />
        <Group gap={8}>
          <Button size="xs" loading={busy} disabled={own.trim() === ''} onClick={sendOwn}>
            {t('held.sendOwn', { language })}
          </Button>
          <Button size="xs" variant="default" disabled={busy} onClick={back}>
            {t('common.back')}
          </Button>
        </Group>
      </>
    );
  }
  return (
    <Group gap={8}>
      <Button ref={opener} size="xs" disabled={busy} onClick={() => setOwn(draft ?? '')}>
        {draft === null ? t('held.write', { language }) : t('held.correct')}
      </Button>
      {draft !== null && mayReadDraft && (
        <Button size="xs" variant="default" disabled={busy} onClick={() => take({ how: 'draft_as_it_is' })}>
          {t('held.sendDraft')}
        </Button>
      )}
      <Button size="xs" variant="default" disabled={busy} onClick={() => take({ how: 'untranslated' })}>
        {t('held.sendEnglish')}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        disabled={busy}
        onClick={() => take({ how: 'discard' })}
      >
        {t('held.discard')}
      </Button>
    </Group>
  );
}

function useWayOn(conversationId: string, messageId: string, forAll: boolean, decided: Props['decided']) {
  const release = useRelease(conversationId, messageId, forAll);
  const [intention, setIntention] = useState<Intention | null>(null);
  const take = (input: ReleaseInput): void => {
    const next = intentionFor(input, intention);
    setIntention(next);
    release.mutate({ input, key: next.key, then: () => decided?.(input.how) });
  };
  return { take, busy: release.isPending };
}
