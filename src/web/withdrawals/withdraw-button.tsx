import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import classes from './withdrawals.module.css';
import { ReasonField } from './reason-field.js';
import { WithdrawDialog } from './withdraw-dialog.js';
import { useUndoWithdrawal, useWithdraw } from './withdrawals.queries.js';

type Subject = { messageId: string } | { nudgeId: string; language: string } | { memoryId: string };

interface Props {
  subject: Subject;
  /** The family's of the two. */
  language: string;
  label: string;
  /** The words, where the dialog does not stand beside them. */
  words?: string | undefined;
}

/** For speakers and administrators: takes a wrong translation back, after asking what is wrong with it. */
export function WithdrawButton({ subject, language, label, words }: Props) {
  return (
    <WithdrawDialog language={language} label={label} title={t('withdrawal.ask')}>
      {(close) => <Form subject={subject} words={words} close={close} />}
    </WithdrawDialog>
  );
}

function Form({ subject, words, close }: Pick<Props, 'subject' | 'words'> & { close: () => void }) {
  const navigate = useNavigate();
  const undo = useUndoWithdrawal();
  const withdraw = useWithdraw((id) => {
    close();
    offerUndo(t('withdrawal.done'), () => undo.mutate(id));
    void navigate({ to: '/withdrawals/$withdrawalId', params: { withdrawalId: id } });
  });
  const [reason, setReason] = useState('');
  const send = (): void => withdraw.mutate({ ...subject, reason: reason.trim() });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') send();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('withdrawal.what')}</Text>
        {words !== undefined && (
          <blockquote className={classes.words} dir="auto">
            {words}
          </blockquote>
        )}
        <ReasonField
          label={t('withdrawal.reasonLabel')}
          description={t('withdrawal.reasonHint')}
          value={reason}
          onChange={setReason}
        />
        <Group gap="sm">
          <Button type="submit" loading={withdraw.isPending} disabled={reason.trim() === ''}>
            {t('withdrawal.withdraw')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
