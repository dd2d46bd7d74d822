import { Badge } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconBrandWhatsapp,
  IconEyeExclamation,
  IconPaperclip,
  IconPhoneIncoming,
} from '@tabler/icons-react';
import type { MessageView, Thread } from '../../api/thread.schemas.js';
import { TextLink } from '../lib/links.js';
import { clockTime, exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { AboutChild } from './about-child.js';
import { CorrectTranslation } from './correct-translation.js';
import { AskSpeaker } from './ask-speaker.js';
import { ConfusedNote } from './confused-note.js';
import { DeliveryNote } from './delivery-note.js';
import { HeldText } from './held-text.js';
import { LookedNote } from './looked-note.js';
import classes from './message-item.module.css';
import { MessageSides } from './message-sides.js';
import { NudgeAnswer } from './nudge-answer.js';
import { PutRightMenu } from './put-right-menu.js';
import { PutRightNotes } from './put-right-notes.js';
import { RouteReasons } from './route-reasons.js';
import { TranslationHistoryPart } from './translation-history.js';
import { WrittenBy } from './written-by.js';
import { WithdrawPart } from './withdraw-part.js';

interface Props {
  message: MessageView;
  thread: Thread;
}

/** One text: who wrote it, in both languages, what came of it. */
export function MessageItem({ message, thread }: Props) {
  const { timeZone } = thread.conversation.school;
  const held = message.delivery?.state === 'held';
  return (
    <article
      className={classes.item}
      data-message={message.id}
      data-direction={message.direction}
      data-system={message.purpose === 'system'}
      data-urgent={message.urgent}
      data-look-soon={isToLookAt(message)}
      aria-label={t('message.label', {
        name: senderOf(message, thread),
        time: clockTime(message.createdAt, timeZone),
      })}
    >
      <header className={classes.head}>
        {message.urgent && (
          <span className={classes.urgent}>
            <IconAlertTriangleFilled size={13} aria-hidden /> {t('inbox.urgent')}
          </span>
        )}
        {isToLookAt(message) && (
          <span className={classes.lookSoon}>
            <IconEyeExclamation size={14} aria-hidden /> {t('lookSoon.mark')}
          </span>
        )}
        <bdi>{senderOf(message, thread)}</bdi>
        <Kind message={message} />
        <WrittenBy message={message} thread={thread} />
        <AboutChild message={message} thread={thread} />
        {message.channel === 'whatsapp' && (
          <span className={classes.call}>
            <IconBrandWhatsapp size={14} aria-hidden /> WhatsApp
          </span>
        )}
        <time dateTime={message.createdAt} title={exactTime(message.createdAt, timeZone)}>
          {clockTime(message.createdAt, timeZone)}
        </time>
      </header>
      <div className={classes.bubble} data-held={held}>
        {message.subtype === 'missed_call' && (
          <strong className={classes.call}>
            <IconPhoneIncoming size={16} aria-hidden /> {t('message.missedCall')} <ToCalls />
          </strong>
        )}
        <NudgeAnswer message={message} conversationId={thread.conversation.id} />
        {message.subtype !== 'missed_call' && message.text.trim() === '' && message.media.length === 0 && (
          <em className={classes.wordless}>{t('inbox.holds.nothing')}</em>
        )}
        {message.subtype !== 'missed_call' && message.text.trim() !== '' && (
          <MessageSides message={message} held={held} />
        )}
        <div className={classes.tools}>
          <TranslationHistoryPart message={message} timeZone={timeZone} />
          <CorrectTranslation message={message} conversationId={thread.conversation.id} />
          <WithdrawPart message={message} />
        </div>
        <Media message={message} />
      </div>
      {held && message.delivery !== null ? (
        <HeldText message={message} delivery={message.delivery} conversation={thread.conversation} />
      ) : (
        <footer className={classes.foot}>
          {message.processing === 'parked' && <span className={classes.parked}>{t('message.parked')}</span>}
          {message.direction === 'in' && <RouteReasons message={message} />}
          <PutRightMenu message={message} conversationId={thread.conversation.id} />
          <PutRightNotes message={message} conversationId={thread.conversation.id} timeZone={timeZone} />
          <LookedNote message={message} conversationId={thread.conversation.id} timeZone={timeZone} />
          {message.delivery !== null && <DeliveryNote delivery={message.delivery} timeZone={timeZone} />}
          {message.isCorrection && <span>{t('confused.correction')}</span>}
        </footer>
      )}
      <AskSpeaker message={message} conversationId={thread.conversation.id} />
      {message.flag !== null && (
        <ConfusedNote message={message} flag={message.flag} conversation={thread.conversation} />
      )}
    </article>
  );
}

function isToLookAt({ lookSoon }: MessageView): boolean {
  return lookSoon !== null && lookSoon.looked === null;
}

function senderOf(message: MessageView, thread: Thread): string {
  if (message.senderName !== null) return message.senderName;
  return message.direction === 'in' ? thread.conversation.familyName : t('message.automatic');
}

/** The office returns calls, and notes what came of them, where all of them stand. */
function ToCalls() {
  const { role } = useMe();
  if (role === 'teacher') return null;
  return (
    <TextLink to="/calls" size="sm">
      {t('calls.toCalls')}
    </TextLink>
  );
}

function Kind({ message }: { message: MessageView }) {
  if (message.direction === 'in' || message.purpose === null || message.purpose === 'reply') return null;
  if (message.purpose === 'system') return null;
  return (
    <Badge size="sm" variant="light" color="gray" tt="none" fw={600}>
      {t(`message.purpose.${message.purpose}`)}
    </Badge>
  );
}

function Media({ message }: { message: MessageView }) {
  if (message.media.length === 0) return null;
  return (
    <ul className={classes.media}>
      {message.media.map((item, index) => (
        <li key={`${message.id} ${index}`}>
          <MediaItem item={item} number={index + 1} />
        </li>
      ))}
    </ul>
  );
}

function MediaItem({ item, number }: { item: MessageView['media'][number]; number: number }) {
  if (item.url !== null && item.contentType.startsWith('image/')) {
    return (
      <a href={item.url} target="_blank" rel="noreferrer">
        <img className={classes.picture} src={item.url} alt={t('message.picture')} loading="lazy" />
      </a>
    );
  }
  return (
    <>
      <IconPaperclip size={14} aria-hidden />
      {item.url !== null && (
        <a href={item.url} download>
          {t('message.attachment', { number, type: item.contentType })}
        </a>
      )}
      {item.url === null && (
        <span>
          {item.refused === undefined
            ? t('message.fetching', { number })
            : t('message.refused', { number, reason: item.refused })}
        </span>
      )}
    </>
  );
}
