import {
  Button,
  Checkbox,
  Modal,
  Radio,
  Select,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconSearch, IconUserQuestion } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LinkInput } from '../../api/families.schemas.js';
import type { Thread } from '../../api/thread.schemas.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { directoryQuery, familyQuery, useLinkSender, useUndoLink } from './families.queries.js';
import classes from './who-is-this.module.css';

const ways = ['called_back', 'in_person', 'knew_details'] as const;

interface Chosen {
  id: string;
  name: string;
}

/** An unknown number: finding out who it is, and linking it with the check and the consent behind it. */
export function WhoIsThis({ thread }: { thread: Thread }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="light" leftSection={<IconUserQuestion size={17} />} onClick={dialog.open}>
        {t('check.title')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('check.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Steps conversationId={thread.conversation.id} close={dialog.close} />
      </Modal>
    </>
  );
}

function Steps({ conversationId, close }: { conversationId: string; close: () => void }) {
  const [guardian, setGuardian] = useState<Chosen | null>(null);
  return guardian === null ? (
    <FindGuardian choose={setGuardian} />
  ) : (
    <Check conversationId={conversationId} guardian={guardian} back={() => setGuardian(null)} close={close} />
  );
}

function FindGuardian({ choose }: { choose: (guardian: Chosen) => void }) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const found = useInfiniteQuery({ ...directoryQuery({ search: settled }), enabled: settled !== '' });
  const items = settled === '' ? [] : (found.data?.pages[0]?.items.slice(0, 8) ?? []);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('check.hint')}
      </Text>
      <TextInput
        type="search"
        data-autofocus
        label={t('check.search')}
        leftSection={<IconSearch size={17} />}
        dir="auto"
        maxLength={100}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes.found} aria-live="polite">
        {items.map((one) => (
          <li key={one.id}>
            <UnstyledButton className={classes.choice} onClick={() => choose({ id: one.id, name: one.name })}>
              <bdi className={classes.name}>{one.name}</bdi>
              <span className={classes.faint}>
                {one.students.map((student) => student.name).join(', ') || t('families.noChildren')}
              </span>
            </UnstyledButton>
          </li>
        ))}
        {settled !== '' && found.isSuccess && items.length === 0 && (
          <li className={classes.faint}>{t('families.notFound')}</li>
        )}
      </ul>
    </Stack>
  );
}

interface CheckProps {
  conversationId: string;
  guardian: Chosen;
  back: () => void;
  close: () => void;
}

function Check({ conversationId, guardian, back, close }: CheckProps) {
  const link = useLinkSender(conversationId);
  const undo = useUndoLink();
  const family = useQuery(familyQuery(guardian.id));
  const [how, setHow] = useState<LinkInput['how'] | null>(null);
  const [note, setNote] = useState('');
  const [consented, setConsented] = useState(false);
  const [retire, setRetire] = useState<string | null>(null);
  const numbers = family.data?.numbers.filter((number) => number.retiredAt === null) ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (how === null || !consented) return;
        const trimmed = note.trim();
        link.mutate(
          {
            guardianId: guardian.id,
            how,
            note: trimmed === '' ? null : trimmed,
            consented,
            retireAddressId: retire,
          },
          {
            onSuccess: ({ id }) => {
              offerUndo(t('check.linked', { name: guardian.name }), () => undo.mutate(id));
              close();
            },
          },
        );
      }}
    >
      <Stack gap="md">
        <Text>
          <bdi>{guardian.name}</bdi>{' '}
          <Button variant="subtle" size="compact-sm" onClick={back}>
            {t('check.another')}
          </Button>
        </Text>
        <Radio.Group
          label={t('check.how')}
          required
          value={how}
          onChange={(value) => setHow(ways.find((way) => way === value) ?? null)}
        >
          <Stack gap={8} mt={6}>
            {ways.map((way) => (
              <Radio key={way} value={way} label={t(`check.ways.${way}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('check.note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {numbers.length > 0 && (
          <Select
            label={t('check.retire')}
            description={t('check.retireHint')}
            placeholder={t('check.keepAll')}
            clearable
            data={numbers.map((number) => ({ value: number.addressId, label: number.masked }))}
            value={retire}
            onChange={setRetire}
          />
        )}
        <Checkbox
          label={t('check.consented', { name: guardian.name })}
          required
          checked={consented}
          onChange={(event) => setConsented(event.currentTarget.checked)}
        />
        <Button type="submit" disabled={how === null || !consented} loading={link.isPending}>
          {t('check.link', { name: guardian.name })}
        </Button>
      </Stack>
    </form>
  );
}
