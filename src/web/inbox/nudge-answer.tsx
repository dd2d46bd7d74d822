import { Button } from '@mantine/core';
import { IconCornerDownRight } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { MessageView } from '../../api/thread.schemas.js';
import { answerInWords } from '../lib/answers.js';
import { t } from '../lib/words.js';
import { AnswerDialog } from './answer-dialog.js';
import classes from './nudge-answer.module.css';

interface Props {
  message: MessageView;
  conversationId: string;
}

/**
 * Says that a text answers a question that was asked by a nudge, and what it was taken to mean, or that this was not
 * clear, with the way to put it right. Nothing at any other text.
 */
export function NudgeAnswer({ message, conversationId }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { answer, asked } = message;
  const isUnclear =
    answer === null &&
    asked?.counts === null &&
    message.readAs?.answer.status === 'unclear' &&
    !message.putRight.some(({ part }) => part === 'answer');
  if (answer === null && !isUnclear) return null;
  const question = answer?.question ?? asked?.question ?? null;
  const close = (): void => {
    setIsOpen(false);
    opener.current?.focus();
  };
  return (
    <div className={classes.answer}>
      <IconCornerDownRight size={16} aria-hidden />
      <div>
        <div className={classes.question}>
          {question === null ? t('message.answer') : t('message.answerTo', { question })}
        </div>
        <div className={classes.read}>
          {answer === null ? (
            <span>{t('putRight.unclear')}</span>
          ) : (
            <strong>
              {t('putRight.readAs', {
                answer: answerInWords(answer.value, asked) ?? t('putRight.ownWords'),
              })}
            </strong>
          )}
          {asked !== null && (
            <Button
              ref={opener}
              className={classes.opener}
              size="compact-xs"
              variant="subtle"
              aria-label={t('putRight.openAnswer')}
              onClick={() => setIsOpen(true)}
            >
              {t('putRight.open')}
            </Button>
          )}
        </div>
      </div>
      {isOpen && asked !== null && (
        <AnswerDialog message={message} asked={asked} conversationId={conversationId} close={close} />
      )}
    </div>
  );
}
