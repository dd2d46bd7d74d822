import { IconCornerDownRight } from '@tabler/icons-react';
import type { MessageView } from '../../api/thread.schemas.js';
import { answerInWords } from '../lib/answers.js';
import { t } from '../lib/words.js';
import classes from './nudge-answer.module.css';

/** Says that a text answers a question that was asked by a nudge, and what it was taken to mean. */
export function NudgeAnswer({ answer }: { answer: NonNullable<MessageView['answer']> }) {
  const inWords = answerInWords(answer.value);
  return (
    <div className={classes.answer}>
      <IconCornerDownRight size={16} aria-hidden />
      <div>
        <div className={classes.question}>
          {answer.question === null
            ? t('message.answer')
            : t('message.answerTo', { question: answer.question })}
        </div>
        {inWords !== null && <strong>{inWords}</strong>}
      </div>
    </div>
  );
}
