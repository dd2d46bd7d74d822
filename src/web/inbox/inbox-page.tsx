import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconMessages } from '@tabler/icons-react';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { EmptyState } from '../lib/states.js';
import { useKeys } from '../lib/use-keys.js';
import { t } from '../lib/words.js';
import { ConversationList } from './conversation-list.js';
import { InboxMovesContext } from './inbox-context.js';
import classes from './inbox-page.module.css';
import { conversationsQuery } from './inbox.queries.js';
import { KeysHelp } from './keys-help.js';
import { ListHead } from './list-head.js';

const route = getRouteApi('/signed-in/inbox');

/** The shared inbox: the list, and beside it (on a phone: instead of it) one conversation. */
export function InboxPage() {
  const { view = 'open' } = route.useSearch();
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [settledSearch] = useDebouncedValue(search.trim(), 250);
  const searchField = useRef<HTMLInputElement>(null);
  const [helpOpen, help] = useDisclosure(false);
  const list = useInfiniteQuery(conversationsQuery({ view, schoolId, search: settledSearch }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);

  const moves = useMemo(() => {
    const move = (by: 1 | -1): void => {
      const at = rows.findIndex((row) => row.id === conversationId);
      const to = rows[at === -1 ? 0 : at + by];
      if (to === undefined) return;
      void navigate({
        to: '/inbox/$conversationId',
        params: { conversationId: to.id },
        search: (was) => was,
      });
    };
    return { next: () => move(1), previous: () => move(-1) };
  }, [rows, conversationId, navigate]);

  useKeys({
    j: moves.next,
    ArrowDown: moves.next,
    k: moves.previous,
    ArrowUp: moves.previous,
    '/': () => searchField.current?.focus(),
    '?': help.open,
  });
  return (
    <InboxMovesContext value={moves}>
      <div className={classes.page} data-open={conversationId !== undefined}>
        <title>{t('app.pageTitle', { name: t('inbox.title') })}</title>
        <section className={classes.list} aria-label={t('inbox.listLabel')}>
          <ListHead
            view={view}
            counts={list.data?.pages[0]?.counts}
            search={search}
            setSearch={setSearch}
            searchField={searchField}
            schoolId={schoolId}
            setSchoolId={setSchoolId}
            openHelp={help.open}
          />
          <ConversationList
            list={list}
            rows={rows}
            isNear={list.data?.pages[0]?.isNear === true}
            chosen={conversationId}
            view={view}
            search={settledSearch}
          />
        </section>
        <Outlet />
        <KeysHelp opened={helpOpen} close={help.close} />
      </div>
    </InboxMovesContext>
  );
}

/** Beside the list while no conversation is chosen. */
export function NoConversation() {
  return (
    <div className={classes.nothing}>
      <EmptyState icon={<IconMessages size={40} stroke={1.3} />} title={t('inbox.choose')}>
        {t('inbox.chooseHint')}
      </EmptyState>
    </div>
  );
}
