import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { Fragment, useEffect, useRef } from 'react';
import type { MessageView, Thread } from '../../api/thread.schemas.js';
import { EmptyState } from '../lib/states.js';
import { dayName } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { CallMade } from './call-made.js';
import { callsAmongTexts, type ThreadItem } from './calls-among-texts.js';
import { useRepliesBeingSent } from './inbox.actions.js';
import itemClasses from './message-item.module.css';
import { MessageItem } from './message-item.js';
import classes from './message-list.module.css';

interface Props {
  thread: Thread;
  messages: readonly MessageView[];
  earlier: { has: boolean; loading: boolean; load: () => void };
}

/**
 * The texts of a conversation and the calls between them, oldest first, opened at the newest text, or at the family's
 * last one where nobody answered it.
 */
export function MessageList({ thread, messages, earlier }: Props) {
  const now = useNow();
  const { timeZone } = thread.conversation.school;
  const dayOf = ({ at }: ThreadItem): string => dayName(at, timeZone, now);
  const items = callsAmongTexts(messages, thread.calls, earlier.has);
  const sending = useRepliesBeingSent(thread.conversation.id);
  const scroll = useReadNext(messages, sending.length);
  return (
    // Drawn from its end, so that earlier texts come in without a jump.
    <div ref={scroll} className={classes.scroll} tabIndex={0} role="log" aria-label={t('thread.texts')}>
      <div className={classes.texts}>
        {earlier.has && (
          <Button
            variant="subtle"
            size="compact-sm"
            mx="auto"
            loading={earlier.loading}
            onClick={earlier.load}
          >
            {t('thread.earlier')}
          </Button>
        )}
        {items.length === 0 && (
          <EmptyState icon={<IconMessagePlus size={36} stroke={1.4} />} title={t('thread.empty')}>
            {t('thread.emptyHint')}
          </EmptyState>
        )}
        {items.map((item, index) => {
          const before = items[index - 1];
          const newDay = before === undefined || dayOf(before) !== dayOf(item);
          return (
            <Fragment key={'call' in item ? item.call.id : item.message.id}>
              {newDay && <p className={classes.day}>{dayOf(item)}</p>}
              {'call' in item ? (
                <CallMade call={item.call} timeZone={timeZone} />
              ) : (
                <MessageItem message={item.message} thread={thread} />
              )}
            </Fragment>
          );
        })}
        <BeingSent replies={sending} />
      </div>
    </div>
  );
}

/** What is to be read next: the newest text, or the family's last one where nobody has written back since. */
function toReadNext(messages: readonly MessageView[]): { id: string; isUnanswered: boolean } | undefined {
  // Automatic texts and those to many are no answer.
  const last = messages.findLast(({ direction, purpose }) => direction === 'in' || purpose === 'reply');
  return last && { id: last.id, isUnanswered: last.direction === 'in' };
}

const byHand = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Opens the thread with the unanswered text at its top, where otherwise the receipts below would push it out of sight,
 * and keeps to what comes until somebody reads elsewhere in it; one's own reply is always shown.
 */
function useReadNext(messages: readonly MessageView[], beingSent: number) {
  const scroll = useRef<HTMLDivElement>(null);
  const isElsewhere = useRef(false);
  const next = toReadNext(messages);
  const isAnswered = beingSent > 0 || next?.isUnanswered !== true;
  const id = next?.id;
  useEffect(() => {
    const pane = scroll.current;
    if (!pane) return undefined;
    if (beingSent > 0) isElsewhere.current = false;
    const leave = (): void => {
      isElsewhere.current = true;
    };
    const place = (): void => {
      if (isElsewhere.current) return;
      pane.scrollTop = 0;
      const item = isAnswered ? null : pane.querySelector(`[data-message="${id}"]`);
      const above = item ? item.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
      if (above < 0) pane.scrollTop = above - 8;
    };
    // Receipts come after the text, and what stands below the thread grows. It tells of the first size, too.
    const resized = new ResizeObserver(place);
    resized.observe(pane);
    if (pane.firstElementChild) resized.observe(pane.firstElementChild);
    for (const event of byHand) pane.addEventListener(event, leave, { passive: true });
    return () => {
      resized.disconnect();
      for (const event of byHand) pane.removeEventListener(event, leave);
    };
  }, [id, isAnswered, beingSent]);
  return scroll;
}

/** Replies shown at once, before the server has them. */
function BeingSent({ replies }: { replies: ReturnType<typeof useRepliesBeingSent> }) {
  return replies.map((reply) => (
    <article key={reply.text} className={itemClasses.item} data-direction="out" aria-busy>
      <div className={itemClasses.bubble} data-faint>
        <WrittenText language="en">{reply.text}</WrittenText>
      </div>
      <footer className={itemClasses.foot}>{t('thread.sending')}</footer>
    </article>
  ));
}
