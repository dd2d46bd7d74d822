import { Drawer, Skeleton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconMessageOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Thread } from '../../api/thread.schemas.js';
import { ApiProblem } from '../lib/api.js';
import { ButtonLink } from '../lib/links.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { offerUndo } from '../lib/undo-toast.js';
import { useKeys } from '../lib/use-keys.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { ConsentDecision } from './consent-decision.js';
import classes from './conversation-pane.module.css';
import { FamilyPanel } from './family-panel.js';
import { useAssign, useSetState } from './inbox.actions.js';
import { useInboxMoves } from './inbox-context.js';
import { messagesOf, threadQuery } from './inbox.queries.js';
import { LookSoonPart } from './look-soon-part.js';
import { MessageList } from './message-list.js';
import { ReplyBox, type ReplyBoxHandle } from './reply-box.js';
import { ThreadHead } from './thread-head.js';

const route = getRouteApi('/signed-in/inbox/$conversationId');

/** One conversation: thread, reply box, and the family beside it. */
export function ConversationPane() {
  const { conversationId } = route.useParams();
  return <LoadedConversation key={conversationId} conversationId={conversationId} />;
}

function LoadedConversation({ conversationId }: { conversationId: string }) {
  const query = useInfiniteQuery(threadQuery(conversationId));
  const newest = query.data?.pages[0];
  if (query.isPending) return <Waiting />;
  if (newest === undefined) return <NotShown error={query.error} retry={() => void query.refetch()} />;
  return (
    <OpenConversation
      newest={newest}
      pages={query.data?.pages ?? []}
      earlier={{
        has: query.hasNextPage,
        loading: query.isFetchingNextPage,
        load: () => void query.fetchNextPage(),
      }}
    />
  );
}

interface OpenProps {
  newest: Thread;
  pages: readonly Thread[];
  earlier: { has: boolean; loading: boolean; load: () => void };
}

function OpenConversation({ newest, pages, earlier }: OpenProps) {
  const { conversation } = newest;
  const me = useMe();
  const roomForFamily = useMediaQuery('(min-width: 80em)', true, { getInitialValueInEffect: false });
  const [familyOpen, family] = useDisclosure(false);
  const [assignOpen, assign] = useDisclosure(false);
  const [readyOpen, ready] = useDisclosure(false);
  const replyBox = useRef<ReplyBoxHandle>(null);
  const assignment = useAssign(conversation.id);
  const messages = messagesOf(pages);
  const { close, reopen } = useClosing(conversation);

  useKeys({
    r: () => replyBox.current?.focus(),
    q: ready.open,
    a: assign.open,
    m: () => assignment.mutate({ id: me.id, name: me.name }),
    e: () => (conversation.state === 'closed' ? reopen() : close()),
  });
  const panel = <FamilyPanel thread={newest} />;
  return (
    <div className={classes.pane}>
      <section className={classes.thread} aria-label={t('thread.label', { name: conversation.familyName })}>
        <ThreadHead
          thread={newest}
          assignOpen={assignOpen}
          setAssignOpen={(open) => (open ? assign.open() : assign.close())}
          assignTo={assignment.mutate}
          close={close}
          reopen={reopen}
          openFamily={roomForFamily === true ? undefined : family.open}
        />
        <MessageList thread={newest} messages={messages} earlier={earlier} />
        <LookSoonPart thread={newest} />
        <ConsentDecision thread={newest} messages={messages} />
        <ReplyBox ref={replyBox} thread={newest} messages={messages} readyOpen={readyOpen} ready={ready} />
      </section>
      {roomForFamily === true ? (
        <aside className={classes.family} aria-label={t('family.label')}>
          {panel}
        </aside>
      ) : (
        <Drawer
          opened={familyOpen}
          onClose={family.close}
          position="right"
          size="min(360px, 92vw)"
          title={t('family.label')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          {panel}
        </Drawer>
      )}
    </div>
  );
}

/**
 * Closing goes on to the next conversation and offers to take it back; where a text waits for a look it is refused, and
 * the reader stays with it.
 */
function useClosing({ id, familyName: name, lookSoon }: Thread['conversation']) {
  const setState = useSetState(id);
  const moves = useInboxMoves();
  const reopen = (): void => setState.mutate('open');
  const close = (): void => {
    setState.mutateAsync('closed').then(
      () => offerUndo(t('thread.closed', { name }), reopen),
      // The change itself tells what did not work.
      () => undefined,
    );
    if (!lookSoon) moves.next();
  };
  return { close, reopen };
}

function Waiting() {
  return (
    <div className={classes.waiting} role="status" aria-label={t('common.loading')}>
      <Skeleton height={18} width={220} mb={40} />
      <Skeleton height={72} width="70%" />
      <Skeleton height={72} width="70%" ml="auto" />
      <Skeleton height={72} width="60%" />
    </div>
  );
}

function NotShown({ error, retry }: { error: unknown; retry: () => void }) {
  const gone =
    error instanceof ApiProblem && (error.status === 404 || error.status === 403 || error.status === 400);
  return (
    <div className={classes.notShown}>
      {gone ? (
        <EmptyState icon={<IconMessageOff size={40} stroke={1.3} />} title={t('thread.gone')}>
          <p>{t('thread.goneHint')}</p>
          <ButtonLink to="/inbox" variant="light">
            {t('thread.toInbox')}
          </ButtonLink>
        </EmptyState>
      ) : (
        <FailedState error={error} retry={retry} />
      )}
    </div>
  );
}
