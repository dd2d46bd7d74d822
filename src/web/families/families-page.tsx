import { NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { consentStateName, numberHealth, type DirectoryFilterInput } from '../../api/families.schemas.js';
import { MoreButton } from '../lib/more-button.js';
import { SearchField } from '../lib/search-field.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { classesQuery } from '../nudges/nudges.queries.js';
import page from '../lib/page.module.css';
import { useMe } from '../session/session.queries.js';
import { directoryQuery } from './families.queries.js';
import classes from './families-page.module.css';
import { FamilyRow } from './family-row.js';

const route = getRouteApi('/signed-in/families');

/** Every guardian the reader may see: found by name in any script, narrowed by filters. */
export function FamiliesPage() {
  const filter = route.useSearch();
  const families = useInfiniteQuery(directoryQuery(filter));
  const rows = families.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNear = families.data?.pages[0]?.isNear === true;
  const isNarrowed = Object.values(filter).some((value) => value !== undefined && value !== '');
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('families.title') })}</title>
      <header className={classes.head}>
        <Title order={1} size="h2">
          {t('families.title')}
        </Title>
        <Text c="dimmed" size="sm" className={page.subtitle}>
          {t('families.subtitle')}
        </Text>
      </header>
      <Filters filter={filter} />
      {families.isPending ? (
        <Stack role="status" aria-label={t('common.loading')} gap="xs">
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={66} radius="lg" />
          ))}
        </Stack>
      ) : families.isError && rows.length === 0 ? (
        <FailedState error={families.error} retry={() => void families.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<IconAddressBook size={40} stroke={1.3} />}
          title={isNarrowed ? t('families.notFound') : t('families.empty')}
        >
          <p>{isNarrowed ? t('families.notFoundHint') : t('families.emptyHint')}</p>
        </EmptyState>
      ) : (
        <>
          {isNear && (
            <Text role="status" size="sm" mb="sm">
              {t('families.near', { search: filter.search ?? '' })}
            </Text>
          )}
          <ul className={classes.list}>
            {rows.map((family) => (
              <FamilyRow key={family.id} family={family} />
            ))}
          </ul>
        </>
      )}
      <MoreButton list={families} label={t('families.more')} mt="md" />
    </div>
  );
}

function Filters({ filter }: { filter: DirectoryFilterInput }) {
  const me = useMe();
  const navigate = route.useNavigate();
  const schoolClasses = useQuery(classesQuery).data ?? [];
  const set = (change: DirectoryFilterInput): void => {
    void navigate({ search: (was) => ({ ...was, ...change }), replace: true });
  };
  const choice = (value: string) => (value === '' ? undefined : value);
  return (
    <form className={classes.filters} role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        className={classes.search}
        label={t('families.search')}
        placeholder={me.role === 'teacher' ? t('families.search') : t('families.searchOffice')}
        value={filter.search ?? ''}
        set={(search) => set({ search: choice(search) })}
      />
      {me.schools.length > 1 && (
        <NativeSelect
          aria-label={t('inbox.school')}
          data={[
            { value: '', label: t('inbox.allSchools') },
            ...me.schools.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filter.schoolId ?? ''}
          onChange={(event) => set({ schoolId: choice(event.currentTarget.value) })}
        />
      )}
      <NativeSelect
        aria-label={t('families.class')}
        data={[
          { value: '', label: t('families.allClasses') },
          ...schoolClasses.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={filter.classId ?? ''}
        onChange={(event) => set({ classId: choice(event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={t('families.language')}
        data={[
          { value: '', label: t('families.allLanguages') },
          ...me.languageNames.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        value={filter.language ?? ''}
        onChange={(event) => set({ language: choice(event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={t('family.consent')}
        data={[
          { value: '', label: t('families.anyConsent') },
          ...consentStateName.options.map((state) => ({ value: state, label: t(`consent.${state}`) })),
        ]}
        value={filter.consent ?? ''}
        onChange={(event) =>
          set({ consent: consentStateName.optional().catch(undefined).parse(event.currentTarget.value) })
        }
      />
      <NativeSelect
        aria-label={t('families.health.label')}
        data={[
          { value: '', label: t('families.health.any') },
          ...numberHealth.options.map((health) => ({ value: health, label: t(`families.health.${health}`) })),
        ]}
        value={filter.health ?? ''}
        onChange={(event) =>
          set({ health: numberHealth.optional().catch(undefined).parse(event.currentTarget.value) })
        }
      />
    </form>
  );
}
