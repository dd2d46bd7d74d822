import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { newStaff, type NewStaffInput } from '../../api/staff.schemas.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { areWhole, FactsFields } from './facts-fields.js';
import { PasswordShown } from './password-shown.js';
import { useAddStaff, useGivePassword } from './staff.queries.js';

/** Somebody who is not in the roster: a liaison, an administrator, an interpreter of the house. */
export function AddDialog({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('staff.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AddForm close={close} />
    </Modal>
  );
}

function AddForm({ close }: { close: () => void }) {
  const { schools } = useMe();
  const add = useAddStaff();
  const give = useGivePassword();
  const [isTried, setTried] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const [person, setPerson] = useState<NewStaffInput>({
    name: '',
    email: '',
    role: 'liaison',
    languages: ['en'],
    schoolIds: schools.length === 1 ? schools.map(({ id }) => id) : [],
  });
  if (give.data) return <PasswordShown name={person.name} password={give.data.password} close={close} />;
  const { name, email } = newStaff.shape;
  const isNamed = name.safeParse(person.name).success;
  const isReached = email.safeParse(person.email).success;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isNamed) nameField.current?.focus();
        else if (!isReached) emailField.current?.focus();
        if (!isNamed || !isReached || !areWhole(person)) return;
        // Without the password the person is there all the same, and one is made from the list.
        add.mutate(person, { onSuccess: ({ id }) => give.mutate(id, { onError: close }) });
      }}
    >
      <Stack gap="md">
        <TextInput
          ref={nameField}
          label={t('staff.name')}
          required
          data-autofocus
          dir="auto"
          maxLength={120}
          value={person.name}
          error={isTried && !isNamed ? t('staff.nameMissing') : null}
          onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
        />
        <TextInput
          ref={emailField}
          label={t('staff.email')}
          type="email"
          required
          autoComplete="off"
          maxLength={320}
          value={person.email}
          error={isTried && !isReached ? t('staff.emailWrong') : null}
          onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
        />
        <FactsFields facts={person} set={(facts) => setPerson({ ...person, ...facts })} isTried={isTried} />
        {add.isError && (
          <Notice tone="urgent" alert>
            {sentenceFor(add.error)}
          </Notice>
        )}
        <Button type="submit" loading={add.isPending || give.isPending} style={{ alignSelf: 'start' }}>
          {t('staff.addSave')}
        </Button>
      </Stack>
    </form>
  );
}
