import { Loader, Modal, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { topic, type ConversationSummary } from '../../api/inbox.schemas.js';
import type { ReadyReplies as Replies } from '../../api/replies.schemas.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { FillIn } from './fill-in.js';
import { readyRepliesQuery } from './inbox.queries.js';
import classes from './ready-replies.module.css';
import { topicsFirst } from './topics-first.js';

type Reply = Replies['items'][number];

interface Props {
  conversation: ConversationSummary;
  /** What the thread is about: replies of these topics stand first. */
  topics: readonly string[];
  opened: boolean;
  close: () => void;
  insert: (text: string) => void;
}

/** Texts that are ready in the family's language: search, choose, fill in, and it stands in the reply box. */
export function ReadyReplies({ conversation, topics, opened, close, insert }: Props) {
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('ready.title')}
      size="lg"
      fullScreen={small === true}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Contents
        conversation={conversation}
        topics={topics}
        insert={(text) => {
          insert(text);
          close();
        }}
      />
    </Modal>
  );
}

function Contents({ conversation, topics, insert }: Pick<Props, 'conversation' | 'topics' | 'insert'>) {
  const replies = useQuery(readyRepliesQuery(conversation.id));
  // As it was when this opened: a text that comes meanwhile moves nothing under the pointer.
  const [first] = useState(topics);
  const [chosen, setChosen] = useState<Reply | null>(null);
  if (replies.isPending) return <Loader aria-label={t('common.loading')} mx="auto" my="xl" display="block" />;
  if (replies.isError) return <FailedState error={replies.error} retry={() => void replies.refetch()} />;
  const { language, known, items } = replies.data;
  if (chosen !== null) {
    return (
      <FillIn
        reply={chosen}
        language={language}
        known={known}
        students={conversation.students}
        back={() => setChosen(null)}
        insert={insert}
      />
    );
  }
  const choose = (reply: Reply): void => {
    if (reply.placeholders.length === 0) insert(reply.text);
    else setChosen(reply);
  };
  return <Choices items={topicsFirst(items, first)} language={language} choose={choose} />;
}

interface ChoicesProps {
  items: readonly Reply[];
  language: string;
  choose: (reply: Reply) => void;
}

function Choices({ items, language, choose }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const found = items.filter((reply) => contains(reply, search));
  const topics = [...new Set(found.map((reply) => reply.topic))];
  return (
    <>
      <TextInput
        autoFocus
        type="search"
        mb="sm"
        aria-label={t('ready.search')}
        placeholder={t('ready.search')}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'Enter' && first !== undefined) choose(first);
          if (event.key === 'ArrowDown') focusBeside(event.currentTarget, 1, event);
        }}
      />
      {found.length === 0 && (
        <EmptyState icon={<IconSearch size={32} stroke={1.4} />} title={t('ready.none')}>
          {t('ready.noneHint')}
        </EmptyState>
      )}
      {topics.map((name) => (
        <section key={name} className={classes.group} aria-label={topicName(name)}>
          <Text size="xs" c="dimmed" fw={600} component="h3">
            {topicName(name)}
          </Text>
          {found
            .filter((reply) => reply.topic === name)
            .map((reply) => (
              <button
                key={reply.key}
                type="button"
                className={classes.choice}
                data-choice
                onClick={() => choose(reply)}
                onKeyDown={(event) => {
                  if (event.key === 'ArrowDown') focusBeside(event.currentTarget, 1, event);
                  if (event.key === 'ArrowUp') focusBeside(event.currentTarget, -1, event);
                }}
              >
                <span>{withGaps(reply.text)}</span>
                {reply.translation !== null && (
                  <WrittenText language={language} className={classes.translation}>
                    {withGaps(reply.translation)}
                  </WrittenText>
                )}
              </button>
            ))}
        </section>
      ))}
    </>
  );
}

function contains(reply: Reply, search: string): boolean {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = `${reply.text} ${reply.translation ?? ''} ${topicName(reply.topic)}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

function topicName(name: string): string {
  const known = topic.safeParse(name);
  return known.success ? t(`topics.${known.data}`) : name;
}

/** "{student}" as a gap people see: "‹student›". */
function withGaps(text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, '‹$1›');
}

function focusBeside(from: HTMLElement, by: 1 | -1, event: { preventDefault(): void }): void {
  const dialog = from.closest('[role=dialog]');
  const all = [...(dialog?.querySelectorAll<HTMLElement>('input[type=search], [data-choice]') ?? [])];
  event.preventDefault();
  all[all.indexOf(from) + by]?.focus();
}
