import { Button, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Withdrawal } from '../../api/withdrawals.schemas.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor, tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { useCorrect } from './withdrawals.queries.js';
import classes from './withdrawals.module.css';

/** What is right, once for all, in the words of somebody who reads the language; then it goes to every family. */
export function CorrectionForm({ withdrawal }: { withdrawal: Withdrawal }) {
  const { id, toLanguage, draft, families, direction, mayCorrect } = withdrawal;
  const languages = useLanguages();
  const correct = useCorrect(id, ({ texts, calls }) =>
    tellDone(
      direction === 'to_staff'
        ? t('withdrawal.putRight')
        : `${t('withdrawal.sent', { count: texts })} ${calls > 0 ? t('withdrawal.calls', { count: calls }) : ''}`.trim(),
    ),
  );
  const [text, setText] = useState(draft ?? '');
  const [intention, setIntention] = useState<Intention | null>(null);
  const language = languages.name(toLanguage);
  if (!mayCorrect) {
    return (
      <Notice tone="waiting" title={t('withdrawal.waits', { language: languages.name(withdrawal.language) })}>
        {draft !== null && t('withdrawal.waitsDraft')}
      </Notice>
    );
  }
  const send = (): void => {
    const words = text.trim();
    const meant = intentionFor(words, intention);
    setIntention(meant);
    correct.mutate({ text: words, key: meant.key });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') send();
      }}
    >
      <Textarea
        label={t('withdrawal.rightLabel', { language })}
        description={t(`withdrawal.${hintFor(withdrawal)}`)}
        lang={toLanguage}
        dir="auto"
        autosize
        minRows={3}
        maxLength={1500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {draft !== null && (
        <Text size="sm" c="dimmed">
          {t('withdrawal.draftHint')}
        </Text>
      )}
      {correct.error !== null && (
        <Notice tone="urgent" alert>
          {sentenceFor(correct.error)}
        </Notice>
      )}
      <div>
        <Button type="submit" loading={correct.isPending} disabled={text.trim() === ''}>
          {direction === 'to_staff' || families === 0
            ? t('withdrawal.save')
            : t('withdrawal.sendTo', { count: families })}
        </Button>
      </div>
    </form>
  );
}

/** An approved translation has holes where names and numbers stood. */
function hintFor({ direction, source }: Withdrawal) {
  if (/\{\d+\}/u.test(source)) return 'rightHintHoles';
  return direction === 'to_staff' ? 'rightHintStaff' : 'rightHint';
}
