import { Button, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InterpreterTask } from '../../api/reviews.schemas.js';
import { TextLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { dayAndTime, exactTime } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { interpreterTasksQuery, useInterpreted } from './reviews.queries.js';
import classes from './reviews-page.module.css';

/** What families wrote and no engine translates: somebody asks an interpreter. Nothing where there is none. */
export function InterpreterTasks() {
  const list = useInfiniteQuery(interpreterTasksQuery);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isError && rows.length === 0)
    return <FailedState error={list.error} retry={() => void list.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="interpreter-tasks">
      <Title order={2} size="h4" id="interpreter-tasks">
        {t('interpreter.title')}
      </Title>
      <ul className={classes.list}>
        {rows.map((task) => (
          <Task key={task.messageId} task={task} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('reviews.more')}
        </Button>
      )}
    </section>
  );
}

function Task({ task }: { task: InterpreterTask }) {
  const languages = useLanguages();
  const now = useNow();
  const language = languages.name(task.language);
  const { timeZone } = task.school;
  return (
    <li className={classes.card} aria-label={t('interpreter.card', { name: task.familyName, language })}>
      <header className={classes.head}>
        <span>
          <TextLink to="/inbox/$conversationId" params={{ conversationId: task.conversationId }}>
            <bdi className={classes.name}>{task.familyName}</bdi>
          </TextLink>{' '}
          <Text span size="sm" c="dimmed">
            {language} · {task.school.name}
          </Text>
        </span>
        <Text
          span
          size="sm"
          className={classes.due}
          data-overdue={task.isOverdue}
          title={exactTime(task.dueAt, timeZone)}
        >
          {t(task.isOverdue ? 'reviews.overdue' : 'reviews.due', {
            time: dayAndTime(task.dueAt, timeZone, now),
          })}
        </Text>
      </header>
      <div className={classes.side}>
        <WrittenText language={task.language}>{task.text}</WrittenText>
      </div>
      <Text size="sm">
        {task.reason}{' '}
        <Text span c="dimmed">
          {ownerOf(task)}
        </Text>
      </Text>
      <Form task={task} />
    </li>
  );
}

function Form({ task: { messageId, language } }: { task: InterpreterTask }) {
  const me = useMe();
  const write = useInterpreted(messageId);
  const [text, setText] = useState('');
  const [interpreter, setInterpreter] = useState('');
  const reads = me.languages.includes(language);
  const isReady = text.trim() !== '' && (reads || interpreter.trim() !== '');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) write.mutate({ text: text.trim(), interpreter: reads ? null : interpreter.trim() });
      }}
    >
      <Textarea
        label={t('interpreter.text')}
        lang="en"
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {!reads && (
        <TextInput
          label={t('interpreter.who')}
          description={t('interpreter.whoHint')}
          maxLength={120}
          value={interpreter}
          onChange={(event) => setInterpreter(event.currentTarget.value)}
        />
      )}
      <div>
        <Button type="submit" size="xs" loading={write.isPending} disabled={!isReady}>
          {t('interpreter.save')}
        </Button>
      </div>
    </form>
  );
}

function ownerOf({ owner, isMine }: InterpreterTask): string {
  if (isMine) return t('reviews.ownerYou');
  return owner === null ? t('reviews.ownerNobody') : t('reviews.owner', { name: owner.name });
}
