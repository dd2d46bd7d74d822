import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FixedText } from '../../api/fixed-texts.schemas.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import classes from '../withdrawals/withdrawals.module.css';
import { useCorrectFixed } from './fixed-texts.queries.js';
import { placesHint } from './places.js';

/** What is right, in the words of somebody who reads the language: sent from now on, in every school. */
export function CorrectForm({ text }: { text: FixedText }) {
  const { id, language, english, correction, wrong, mayCorrect } = text;
  const languages = useLanguages();
  const correct = useCorrectFixed(id);
  const [right, setRight] = useState(correction ?? wrong);
  const name = languages.name(language);
  if (!mayCorrect) return null;
  const words = right.trim();
  const isChanged = words !== '' && words !== (correction ?? wrong);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) correct.mutate(words);
      }}
    >
      <Textarea
        label={t('fixedText.rightLabel', { language: name })}
        description={`${t('fixedText.rightHint')} ${placesHint(english)}`.trim()}
        lang={language}
        dir="auto"
        autosize
        minRows={3}
        maxLength={1500}
        value={right}
        onChange={(event) => setRight(event.currentTarget.value)}
      />
      {correct.error !== null && (
        <Notice tone="urgent" alert>
          {sentenceFor(correct.error)}
        </Notice>
      )}
      <div>
        <Button type="submit" loading={correct.isPending} disabled={!isChanged}>
          {correction === null ? t('fixedText.save') : t('fixedText.saveAgain')}
        </Button>
      </div>
    </form>
  );
}
