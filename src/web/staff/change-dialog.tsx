import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { StaffAccount, StaffFactsInput } from '../../api/staff.schemas.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor, tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { areWhole, FactsFields } from './facts-fields.js';
import { PasswordShown } from './password-shown.js';
import classes from './staff-page.module.css';
import { useChangeStaff, useGivePassword, useLetLeave } from './staff.queries.js';

interface Props {
  person: StaffAccount;
  close: () => void;
}

/**
 * What somebody is, where, and what they speak; a password for them; and that they left. It stands in the page while it
 * is closed, so that the keyboard goes back to the button that opened it.
 */
export function ChangeDialog({ opened, ...rest }: Props & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={rest.close}
      title={rest.person.name}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Content {...rest} />
    </Modal>
  );
}

function Content({ person, close }: Props) {
  const give = useGivePassword();
  const isOwn = useMe().id === person.id;
  if (give.data) return <PasswordShown name={person.name} password={give.data.password} close={close} />;
  return (
    <Stack gap="lg">
      <FactsForm person={person} close={close} isOwn={isOwn} />
      {!isOwn && (
        <Stack gap="sm" className={classes.access} component="section" aria-label={t('staff.access')}>
          <Title order={3} size="h5">
            {t('staff.access')}
          </Title>
          <Group gap="sm">
            <Button variant="default" loading={give.isPending} onClick={() => give.mutate(person.id)}>
              {person.hasSignIn ? t('staff.newPassword') : t('staff.firstPassword')}
            </Button>
            {person.hasSignIn && (
              <Text size="sm" c="dimmed">
                {t('staff.newPasswordHint')}
              </Text>
            )}
          </Group>
          <Leave person={person} />
        </Stack>
      )}
    </Stack>
  );
}

function FactsForm({ person, close, isOwn }: Props & { isOwn: boolean }) {
  const change = useChangeStaff(person.id);
  const [isTried, setTried] = useState(false);
  const [facts, setFacts] = useState<StaffFactsInput>({
    role: person.role,
    languages: person.languages as StaffFactsInput['languages'],
    schoolIds: person.schools.map(({ id }) => id),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!areWhole(facts)) return;
        change.mutate(facts, {
          onSuccess: () => {
            close();
            tellDone(t('staff.saved', { name: person.name }));
          },
        });
      }}
    >
      <Stack gap="md">
        <FactsFields
          facts={facts}
          set={setFacts}
          isTried={isTried}
          ofRoster={person.schools.filter(({ isOfRoster }) => isOfRoster)}
          isOwn={isOwn}
        />
        {change.isError && (
          <Notice tone="urgent" alert>
            {sentenceFor(change.error)}
          </Notice>
        )}
        <Button type="submit" loading={change.isPending} style={{ alignSelf: 'start' }}>
          {t('staff.save')}
        </Button>
      </Stack>
    </form>
  );
}

/** Asked twice: what goes to colleagues stays theirs. */
function Leave({ person }: { person: StaffAccount }) {
  const leave = useLetLeave(person);
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <Group>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('staff.leave')}
        </Button>
      </Group>
    );
  }
  return (
    <Notice tone="urgent" alert>
      <Stack gap="sm" align="start">
        {t('staff.leaveHint')}
        <Group gap="sm">
          <Button color="red" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('staff.leaveSure', { name: person.name })}
          </Button>
          <Button variant="default" autoFocus onClick={() => setAsked(false)}>
            {t('common.back')}
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}
