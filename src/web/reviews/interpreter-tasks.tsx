import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InterpreterTask } from '../../api/reviews.schemas.js';
import { TextLink } from '../lib/links.js';
import { DueText, OpenWork, ownerInWords } from '../lib/open-work.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { interpreterTasksQuery, useInterpreted } from './reviews.queries.js';
import classes from './reviews-page.module.css';

/** What families wrote and no engine translates: somebody asks an interpreter. Nothing where there is none. */
export function InterpreterTasks() {
  const list = useInfiniteQuery(interpreterTasksQuery);
  return (
    <OpenWork
      list={list}
      id="interpreter-tasks"
      title={t('interpreter.title')}
      card={(task) => <Task key={task.messageId} task={task} />}
    />
  );
}

function Task({ task }: { task: InterpreterTask }) {
  const languages = useLanguages();
  const language = languages.name(task.language);
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
        <DueText of={task} timeZone={task.school.timeZone} />
      </header>
      <div className={classes.side}>
        <WrittenText language={task.language}>{task.text}</WrittenText>
      </div>
      <Text size="sm">
        {task.reason}{' '}
        <Text span c="dimmed">
          {ownerInWords(task)}
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
