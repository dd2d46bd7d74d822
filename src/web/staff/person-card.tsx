import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { StaffAccount } from '../../api/staff.schemas.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { ChangeDialog } from './change-dialog.js';
import classes from './staff-page.module.css';
import { useBringBack } from './staff.queries.js';

/** One person: what they are, where they work, what they speak, and whether they can sign in. */
export function PersonCard({ person }: { person: StaffAccount }) {
  const languages = useLanguages();
  const spoken = person.languages.map((code) => languages.name(code)).join(', ');
  return (
    <li className={classes.person}>
      <div className={classes.words}>
        <span className={classes.name}>
          <Text span fw={600}>
            <bdi>{person.name}</bdi>
          </Text>
          <span>{t(`roles.${person.role}`)}</span>
          {person.active && !person.hasSignIn && (
            <span className={classes.waiting}>{t('staff.noPassword')}</span>
          )}
        </span>
        <span className={classes.faint}>{person.email}</span>
        <span>
          {placesOf(person)} · {t('staff.speaks', { languages: spoken })}
        </span>
      </div>
      {person.active ? <Change person={person} /> : <BringBack person={person} />}
    </li>
  );
}

function placesOf({ role, schools }: StaffAccount): string {
  if (role === 'district_admin') return t('staff.allSchools');
  return schools.map(({ name }) => name).join(', ') || t('staff.noSchool');
}

function Change({ person }: { person: StaffAccount }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        aria-label={t('staff.changeOf', { name: person.name })}
        onClick={() => setOpen(true)}
      >
        {t('staff.change')}
      </Button>
      <ChangeDialog opened={isOpen} person={person} close={() => setOpen(false)} />
    </>
  );
}

function BringBack({ person }: { person: StaffAccount }) {
  const back = useBringBack(person);
  return (
    <Button
      variant="default"
      loading={back.isPending}
      aria-label={t('staff.backOf', { name: person.name })}
      onClick={() => back.mutate()}
    >
      {t('staff.back')}
    </Button>
  );
}
