import { Button, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../lib/words.js';
import { isAdministrator, useMe } from '../session/session.queries.js';
import classes from './withdrawals.module.css';

interface Props {
  /** The family's. */
  language: string;
  label: string;
  /** Which text it takes back, where several stand on a page: read out after the label. */
  about?: string | undefined;
  /** What the dialog asks. */
  title: string;
  children: (close: () => void) => ReactNode;
}

/** For speakers of the language and administrators: a quiet button, and behind it a dialog that takes words back. */
export function WithdrawDialog({ language, label, about, title, children }: Props) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!isAdministrator(me) && !me.languages.includes(language)) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button
        className={classes.opener}
        size="compact-xs"
        variant="subtle"
        color="gray"
        fw={500}
        flex="none"
        aria-label={about === undefined ? undefined : `${label}: ${about}`}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        title={title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {children(close)}
      </Modal>
    </>
  );
}
