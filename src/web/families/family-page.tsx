import { NativeSelect, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { FamilyPage as Family } from '../../api/families.schemas.js';
import { BackLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import page from '../lib/page.module.css';
import { Part } from '../nudges/part.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { ChildCard } from './child-card.js';
import { ConsentHistory } from './consent-history.js';
import { familyQuery, useSetLanguage } from './families.queries.js';
import classes from './family-page.module.css';
import { NumberCard } from './number-card.js';
import { Timeline } from './timeline.js';

const route = getRouteApi('/signed-in/families/$guardianId');

/** A guardian: children and rights, numbers and consent, language, and what happened. */
export function FamilyPage() {
  const { guardianId } = route.useParams();
  const family = useQuery(familyQuery(guardianId));
  return (
    <div className={page.page}>
      <BackLink to="/families">{t('families.back')}</BackLink>
      {family.isPending ? (
        <Stack role="status" aria-label={t('common.loading')}>
          <Skeleton height={32} width={260} />
          <Skeleton height={180} radius="lg" />
          <Skeleton height={120} radius="lg" />
        </Stack>
      ) : family.data === undefined ? (
        <FailedState error={family.error} retry={() => void family.refetch()} />
      ) : (
        <Loaded family={family.data} />
      )}
    </div>
  );
}

function Loaded({ family }: { family: Family }) {
  return (
    <>
      <title>{t('app.pageTitle', { name: family.name })}</title>
      <Title order={1} size="h2" className={classes.title}>
        <bdi>{family.name}</bdi>
      </Title>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Part title={t('family.children', { count: family.children.length })}>
            {family.children.length === 0 && <p className={classes.faint}>{t('families.noChildren')}</p>}
            {family.children.map((child) => (
              <ChildCard key={child.id} child={child} family={family} />
            ))}
          </Part>
          <Part title={t('families.timeline')}>
            <Timeline guardianId={family.id} />
          </Part>
        </div>
        <div className={classes.column}>
          <Part title={t('families.numbers')}>
            {family.numbers.length === 0 && <p className={classes.faint}>{t('families.noNumber')}</p>}
            {family.numbers.map((number) => (
              <NumberCard key={number.addressId} number={number} family={family} />
            ))}
          </Part>
          <Part title={t('families.language')}>
            <Language family={family} />
          </Part>
          <Part title={t('families.consentHistory')}>
            <ConsentHistory family={family} />
          </Part>
        </div>
      </div>
    </>
  );
}

function Language({ family }: { family: Family }) {
  const me = useMe();
  const languages = useLanguages();
  const setLanguage = useSetLanguage(family.id);
  if (!family.mayChange) {
    return (
      <p className={classes.faint}>
        {family.homeLanguage === null ? t('families.languageUnknown') : languages.name(family.homeLanguage)}
      </p>
    );
  }
  return (
    <NativeSelect
      aria-label={t('families.homeLanguage')}
      description={t('families.languageHint')}
      data={[
        { value: '', label: t('families.languageUnknown') },
        ...me.languageNames.map(({ code, name, ownName }) => ({
          value: code,
          label: name === ownName ? name : `${name} · ${ownName}`,
        })),
      ]}
      value={family.homeLanguage ?? ''}
      disabled={setLanguage.isPending}
      onChange={(event) => setLanguage.mutate(event.currentTarget.value || null)}
    />
  );
}
