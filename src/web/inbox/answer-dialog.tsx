import { Button, Modal, NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { AskedView, MessageView } from '../../api/thread.schemas.js';
import { answerInWords } from '../lib/answers.js';
import { t } from '../lib/words.js';
import { answerOf, choicesOf, type Choice } from './answer-choices.js';
import classes from './put-right.module.css';
import { usePutRight } from './reading.actions.js';
import { TextInQuestion } from './text-in-question.js';

interface Props {
  message: MessageView;
  asked: AskedView;
  conversationId: string;
  close: () => void;
}

/** What a text answers to the question of a nudge, by the kind of the question, or that it answers nothing. */
export function AnswerDialog({ message, asked, conversationId, close }: Props) {
  const putRight = usePutRight(conversationId, message.id);
  const [chosen, setChosen] = useState<Choice | null>(() => choiceNow(asked));
  const [number, setNumber] = useState<number | string>(
    asked.isHere && typeof asked.counts === 'number' ? asked.counts : '',
  );
  const value = answerOf(chosen, { number, words: message.text });
  const choices = choicesOf(asked);
  const starts = choices.find(({ choice }) => choice === chosen) ?? choices[0];
  const stands = asked.isHere ? asked.counts : null;
  const isChanged = value !== undefined && value !== stands;
  return (
    <Modal
      opened
      onClose={close}
      title={t('putRight.answer.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) putRight.mutate({ part: 'answer', was: asked.counts, value }, { onSuccess: close });
        }}
      >
        <Stack gap="sm">
          {asked.question !== null && (
            <p className={classes.hint}>{t('putRight.answer.asked', { question: asked.question })}</p>
          )}
          <TextInQuestion message={message} />
          <Radio.Group
            aria-label={t('putRight.answer.title')}
            value={chosen ?? ''}
            onChange={(next) => setChosen(next as Choice)}
          >
            <Stack gap={8}>
              {choices.map((one) => (
                <Radio
                  key={one.choice}
                  value={one.choice}
                  label={one.label}
                  data-autofocus={one === starts || undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
          {chosen === 'number' && (
            <NumberInput
              label={t('putRight.answer.numberLabel')}
              {...(asked.unit !== null && { description: asked.unit })}
              {...(asked.min !== null && { min: asked.min })}
              {...(asked.max !== null && { max: asked.max })}
              clampBehavior="strict"
              value={number}
              onChange={setNumber}
            />
          )}
          <p className={classes.hint}>
            {asked.counts !== null && !asked.isHere
              ? t('putRight.answer.elsewhere', {
                  answer: answerInWords(asked.counts, asked) ?? t('putRight.ownWords'),
                })
              : t('putRight.answer.hint')}
          </p>
          <Button type="submit" loading={putRight.isPending} disabled={!isChanged}>
            {t('putRight.save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

/** What this text counts as; null where nothing was chosen for it yet. */
function choiceNow({ counts, isHere, kind }: AskedView): Choice | null {
  if (!isHere || counts === null) return null;
  if (kind === 'open') return 'words';
  return kind === 'number' ? 'number' : `value:${String(counts)}`;
}
