import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { t } from '../lib/words.js';
import { ReasonField } from '../withdrawals/reason-field.js';
import classes from '../withdrawals/withdrawals.module.css';
import { useUndoFixed } from './fixed-texts.queries.js';

/** Takes a withdrawal back, after asking why. */
export function UndoForm({ id }: { id: string }) {
  const undo = useUndoFixed(id);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!open) {
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('fixedText.undo')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') undo.mutate(reason.trim());
      }}
    >
      <ReasonField
        label={t('fixedText.undoReason')}
        description={t('fixedText.reasonHint')}
        value={reason}
        onChange={setReason}
      />
      <Group gap="sm">
        <Button type="submit" loading={undo.isPending} disabled={reason.trim() === ''}>
          {t('fixedText.undoYes')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('common.back')}
        </Button>
      </Group>
    </form>
  );
}
