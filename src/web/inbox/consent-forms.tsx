import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { t } from '../lib/words.js';
import type { Correction } from './consent.queries.js';
import classes from './family-panel.module.css';

const kinds = ['opt_in', 'fewer', 'alerts_only', 'pause', 'opt_out'] as const;

interface CorrectProps {
  pending: boolean;
  submit: (correction: Correction) => void;
  cancel: () => void;
}

/** What a family agreed to, set by staff, with what it rests on and the reason. */
export function CorrectConsent({ pending, submit, cancel }: CorrectProps) {
  const [kind, setKind] = useState<Correction['kind']>('opt_in');
  const [basis, setBasis] = useState<NonNullable<Correction['basis']>>('staff_correction');
  return (
    <div className={classes.correct}>
      <NativeSelect
        label={t('consentLedger.setTo')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`consentLedger.kind.${value}`) }))}
        onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'opt_in')}
      />
      <NativeSelect
        label={t('consentLedger.restsOn')}
        value={basis}
        data={[
          { value: 'staff_correction', label: t('consentLedger.basis.staff_correction') },
          { value: 'form', label: t('consentLedger.basis.form') },
        ]}
        onChange={(event) => setBasis(event.currentTarget.value === 'form' ? 'form' : 'staff_correction')}
      />
      <ReasonForm
        action={t('consentLedger.save')}
        pending={pending}
        cancel={cancel}
        submit={(reason) => submit({ kind, basis, reason })}
      />
    </div>
  );
}

interface ReasonProps {
  action: string;
  pending: boolean;
  submit: (reason: string) => void;
  cancel: () => void;
}

/** Nothing of consent is changed without a reason. */
export function ReasonForm({ action, pending, submit, cancel }: ReasonProps) {
  const [reason, setReason] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit(reason);
  };
  return (
    <form onSubmit={send} className={classes.correct}>
      <TextInput
        label={t('consentLedger.reason')}
        required
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" size="compact-sm" loading={pending}>
          {action}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={cancel}>
          {t('consentLedger.leave')}
        </Button>
      </Group>
    </form>
  );
}
