import { Button, Kbd, Textarea, Tooltip } from '@mantine/core';
import { IconBolt, IconPhone, IconSend2 } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref, type RefObject } from 'react';
import type { Preview } from '../../api/replies.schemas.js';
import type { MessageView, Thread } from '../../api/thread.schemas.js';
import { ApiProblem } from '../lib/api.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { keepDraft, useDraft, type Draft } from './drafts.js';
import { useReply } from './inbox.actions.js';
import { previewQuery } from './inbox.queries.js';
import { NewTexts } from './new-texts.js';
import { OrdersToRead } from './orders.js';
import { ReadyReplies } from './ready-replies.js';
import classes from './reply-box.module.css';
import { AttachButton, AttachedPicture, RoadNote, SplitChoice, useUpload } from './reply-extras.js';
import { ReplyPreview } from './reply-preview.js';
import { topicsOfThread } from './topics-first.js';

export interface ReplyBoxHandle {
  focus(): void;
}

interface Props {
  thread: Thread;
  messages: readonly MessageView[];
  readyOpen: boolean;
  ready: { open: () => void; close: () => void };
  ref: Ref<ReplyBoxHandle>;
}

/** English on the left, what the family gets on the right, and sending it. */
export function ReplyBox({ thread, messages, readyOpen, ready, ref }: Props) {
  const { conversation, family } = thread;
  const field = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);
  const [ordersRead, setOrdersRead] = useState<readonly string[]>([]);
  const box = useReplyBox(thread, messages, ordersRead, field);
  const { draft, preview } = box;
  const orders = family.orders.filter((order) => !ordersRead.includes(order.key));

  const why = whyNoReply(family);
  if (why !== null)
    return <CannotReply why={why} number={family.number} written={draft?.text.trim() ?? ''} />;
  if (orders.length > 0) {
    const keys = family.orders.map((order) => order.key);
    return <OrdersToRead orders={orders} haveRead={() => setOrdersRead(keys)} />;
  }
  return (
    <section className={classes.box} aria-label={t('reply.label')}>
      {box.unread.length > 0 && (
        <NewTexts
          name={conversation.familyName}
          messages={box.unread}
          seen={() => box.markSeen(field.current)}
        />
      )}
      {box.error !== null && box.unread.length === 0 && (
        <Notice tone="urgent" alert>
          {sentenceFor(box.error)}
        </Notice>
      )}
      <div className={classes.sides} data-one={box.sameLanguage}>
        <Textarea
          ref={field}
          id="reply-english"
          classNames={{ input: classes.field, wrapper: classes.fill }}
          className={classes.english}
          aria-label={t('reply.english', { name: conversation.familyName })}
          placeholder={box.sending ? t('thread.sending') : t('reply.placeholder')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={8000}
          lang="en"
          readOnly={box.sending}
          value={box.sending ? '' : (draft?.text ?? '')}
          onChange={(event) => box.write(event.currentTarget.value)}
          onKeyDown={box.onKeyDown}
        />
        {!box.sameLanguage && (
          <ReplyPreview
            language={preview.data?.language ?? family.language}
            name={conversation.familyName}
            draft={box.sending ? null : draft}
            preview={preview}
            settled={box.settled}
            setTranslation={box.writeTranslation}
            onKeyDown={box.onKeyDown}
          />
        )}
      </div>
      <AttachedPicture
        picture={draft?.picture}
        upload={box.upload}
        remove={() => box.change({ picture: undefined })}
      />
      <SplitChoice
        preview={box.settled ? preview.data : undefined}
        refused={box.error instanceof ApiProblem && box.error.code === 'too_long'}
        split={draft?.split === true}
        setSplit={(split) => box.change({ split })}
      />
      <RoadNote channel={family.channel} preview={box.settled ? preview.data : undefined} />
      <div className={classes.foot}>
        <AttachButton channel={family.channel} upload={box.upload} />
        <Button variant="default" leftSection={<IconBolt size={16} />} onClick={ready.open}>
          {t('ready.title')}
        </Button>
        <span className={classes.size}>{box.settled && <Size draft={draft} preview={preview.data} />}</span>
        <SendButton box={box} />
      </div>
      <ReadyReplies
        conversation={conversation}
        topics={topicsOfThread(thread.requests, messages)}
        opened={readyOpen}
        close={ready.close}
        insert={(text) => {
          box.write(text);
          window.setTimeout(() => field.current?.focus(), 0);
        }}
      />
    </section>
  );
}

function useReplyBox(
  thread: Thread,
  messages: readonly MessageView[],
  ordersRead: readonly string[],
  field: RefObject<HTMLTextAreaElement | null>,
) {
  const { conversation, family } = thread;
  const draft = useDraft(conversation.id);
  const reply = useReply(conversation.id);
  const languages = useLanguages();
  const text = draft?.text.trim() ?? '';
  const [settledText] = useDebouncedValue(text, 350);
  const preview = useQuery(previewQuery(conversation.id, text === '' ? '' : settledText, draft?.picture?.id));
  const lastPosition = messages.at(-1)?.position ?? conversation.lastPosition;
  const unread =
    draft === null
      ? []
      : messages.filter(({ direction, position }) => direction === 'in' && position > draft.afterPosition);
  const blank: Draft = { text: '', translation: null, afterPosition: lastPosition, intention: null };

  const write = (written: string): void => {
    if (reply.error !== null) reply.forgetError();
    const next = { ...(draft ?? blank), text: written };
    keepDraft(
      conversation.id,
      written === '' && next.translation === null && next.picture === undefined ? null : next,
    );
  };
  const writeTranslation = (written: string | null): void => {
    const translation = written === null ? null : { text: written, from: text };
    keepDraft(conversation.id, { ...(draft ?? blank), translation });
  };
  const change = (changed: { split?: boolean; picture?: Draft['picture'] }): void => {
    keepDraft(conversation.id, { ...(draft ?? blank), ...changed });
  };
  const upload = useUpload((picture) => change({ picture }));
  const markSeen = (field: HTMLTextAreaElement | null): void => {
    if (draft !== null) keepDraft(conversation.id, { ...draft, afterPosition: lastPosition });
    reply.forgetError();
    field?.focus();
  };
  const emptyTranslation = draft?.translation?.text.trim() === '';
  const isSettled = text !== '' && settledText === text && !preview.isPlaceholderData;
  const isClosed = isSettled && preview.data?.road.channel === null;
  const maySend =
    !isClosed &&
    !upload.isPending &&
    text !== '' &&
    !emptyTranslation &&
    unread.length === 0 &&
    !reply.sending;
  const send = ({ byKeys }: { byKeys: boolean }): void => {
    if (draft === null || !maySend) return;
    reply.send(draft, ordersRead);
    // The field of the translation goes with what is sent, and the button rests. On a phone no keyboard comes up.
    if (byKeys) field.current?.focus();
  };
  return {
    draft,
    preview,
    unread,
    write,
    change,
    upload,
    writeTranslation,
    markSeen,
    send,
    maySend,
    sending: reply.sending,
    error:
      reply.error instanceof ApiProblem && reply.error.code === 'family_wrote' && unread.length > 0
        ? null
        : reply.error,
    /** Whether the preview is of what stands in the field. */
    settled: isSettled,
    sameLanguage: family.language === 'en',
    languageName: family.language === null ? null : languages.name(family.language),
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        send({ byKeys: true });
      }
      if (event.key === 'Escape') (event.currentTarget as HTMLElement).blur();
    },
  };
}

type Box = ReturnType<typeof useReplyBox>;

function SendButton({ box }: { box: Box }) {
  const preview = box.settled && box.draft?.translation === null ? box.preview.data : undefined;
  const heldFor = preview?.tooLong === false ? preview.reason : null;
  const label =
    heldFor !== null
      ? t('reply.sendHeld')
      : box.sameLanguage || box.languageName === null
        ? t('reply.send')
        : t('reply.sendIn', { language: box.languageName });
  return (
    <Tooltip label={<Kbd size="xs">Ctrl + Enter</Kbd>} openDelay={600}>
      <Button
        leftSection={<IconSend2 size={17} />}
        variant={heldFor === null ? 'filled' : 'default'}
        loading={box.sending}
        disabled={!box.maySend && !box.sending}
        onClick={(event) => box.send({ byKeys: event.detail === 0 })}
      >
        <span className={classes.longLabel}>{label}</span>
        <span className={classes.shortLabel}>
          {heldFor === null ? t('reply.send') : t('reply.sendHeldShort')}
        </span>
      </Button>
    </Tooltip>
  );
}

function Size({ draft, preview }: { draft: Draft | null; preview: Preview | undefined }) {
  if (preview === undefined || draft === null || draft.translation !== null || preview.text === null)
    return null;
  // Pictures and WhatsApp are not counted in texts.
  if (preview.road.channel !== 'sms') return null;
  return (
    <span title={preview.encoding === 'UCS-2' ? t('reply.unicodeHint') : t('reply.gsmHint')}>
      {t('reply.segments', { count: preview.segments })}
      {' · '}
      {preview.encoding === 'UCS-2' ? t('reply.unicode') : t('reply.plain')}
      {preview.price !== null && ` · ${preview.price}`}
    </span>
  );
}

/** Why nothing may be written to the family now, before anybody writes it; null where it may. */
function whyNoReply({ consent, unreachable }: Thread['family']): string | null {
  if (unreachable !== null) return t('family.unreachable', { reason: unreachable });
  if (consent.carrierBlocked) return t('family.carrierBlocked');
  return consent.state === 'opted_out' ? t('reply.optedOut') : null;
}

/** Whoever sees the number whole can call from here: an urgent text does not wait for a look at the family's page. */
function CannotReply({ why, number, written }: { why: string; number: string; written: string }) {
  return (
    <section className={classes.box} aria-label={t('reply.label')}>
      <Notice tone="waiting" title={t('reply.cannot')}>
        {why}
        {/^\+\d+$/u.test(number) && (
          <div>
            <Button
              component="a"
              href={`tel:${number}`}
              variant="default"
              size="sm"
              mt="xs"
              leftSection={<IconPhone size={16} />}
            >
              {t('calls.call', { number })}
            </Button>
          </div>
        )}
        {written !== '' && <p className={classes.unsent}>{t('reply.unsent', { text: written })}</p>}
      </Notice>
    </section>
  );
}
