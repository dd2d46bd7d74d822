import { Button } from '@mantine/core';
import { topic } from '../../api/inbox.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { answerInWords } from '../lib/answers.js';
import { exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import classes from './put-right.module.css';
import { useUndoReading } from './reading.actions.js';

interface Props {
  message: MessageView;
  conversationId: string;
  timeZone: string;
}

type Change = MessageView['putRight'][number];

/** What people put right in the reading of a text or the family changed by it, what stood before, and a way back. */
export function PutRightNotes({ message, conversationId, timeZone }: Props) {
  const undo = useUndoReading(conversationId, message.id);
  return message.putRight.map((change) => {
    const words = noteOf(change, message);
    return (
      <span key={change.id} className={classes.note}>
        <span title={exactTime(change.at, timeZone)}>{words}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('putRight.takeBackThis', { what: words })}
          loading={undo.isPending}
          onClick={() => undo.mutate(change.id)}
        >
          {t('putRight.takeBack')}
        </Button>
      </span>
    );
  });
}

function noteOf({ part, said, before, by: name }: Change, message: MessageView): string {
  if (name === null) {
    return t('putRight.note.byFamily', { before: answerOf(before, message) });
  }
  switch (part) {
    case 'answer': {
      const read = answerOf(message.readAs?.answer.value ?? null, message);
      return said === null
        ? t('putRight.note.answerNone', { name, read })
        : t('putRight.note.answer', { name, read });
    }
    case 'topic':
      return t('putRight.note.topic', { name, read: topicReadOf(message) });
    case 'urgent':
      return said === true ? t('putRight.note.urgent', { name }) : t('putRight.note.notUrgent', { name });
    case 'request':
      return said === true ? t('putRight.note.needed', { name }) : t('putRight.note.notNeeded', { name });
  }
}

function answerOf(value: Change['before'], { asked }: MessageView): string {
  if (value === null) return t('putRight.note.readNothing');
  return answerInWords(value, asked) ?? t('putRight.ownWords');
}

function topicReadOf({ readAs }: MessageView): string {
  const known = topic.safeParse(readAs?.topic);
  return t(`topics.${known.success ? known.data : 'other'}`);
}
