import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { ReasonField } from './reason-field.js';
import { WithdrawDialog } from './withdraw-dialog.js';
import { useUndoWithdrawal, useWithdraw } from './withdrawals.queries.js';

type Subject = { messageId: string } | { nudgeId: string; language: string } | { memoryId: string };

interface Props {
  subject: Subject;
  /** The family's of the two. */
  language: string;
  label: string;
}

/** For speakers and administrators: takes a wrong translation back, after asking what is wrong with it. */
export function WithdrawButton({ subject, language, label }: Props) {
  return (
    <WithdrawDialog language={language} label={label} title={t('withdrawal.ask')}>
      {(close) => <Form subject={subject} close={close} />}
    </WithdrawDialog>
  );
}

function Form({ subject, close }: { subject: Subject; close: () => void }) {
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
