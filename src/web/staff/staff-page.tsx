import { Button, Group, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MoreButton } from '../lib/more-button.js';
import { PageHead } from '../lib/page-head.js';
import page from '../lib/page.module.css';
import { SearchField } from '../lib/search-field.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { AddDialog } from './add-dialog.js';
import { PersonCard } from './person-card.js';
import classes from './staff-page.module.css';
import { staffQuery } from './staff.queries.js';

/** Who may sign in, as what, where, and which languages they speak. */
export function StaffPage() {
  const [search, setSearch] = useState('');
  const [left, setLeft] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const people = useInfiniteQuery(staffQuery({ search, left }));
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={page.page}>
      <PageHead title={t('staff.title')} subtitle={t('staff.subtitle')} />
      <Group gap="sm" mb="md" align="end">
        <SearchField className={classes.search} label={t('staff.search')} value="" set={setSearch} />
        <SegmentedControl
          aria-label={t('staff.which')}
          data={[
            { value: 'here', label: t('staff.here') },
            { value: 'left', label: t('staff.left') },
          ]}
          value={left ? 'left' : 'here'}
          onChange={(value) => setLeft(value === 'left')}
        />
        <Button leftSection={<IconUserPlus size={18} />} onClick={() => setAdding(true)}>
          {t('staff.add')}
        </Button>
      </Group>
      <AddDialog opened={isAdding} close={() => setAdding(false)} />
      {people.isPending ? (
        <Stack role="status" aria-label={t('common.loading')} gap="xs">
          {[0, 1, 2, 3].map((index) => (
            <Skeleton key={index} height={92} radius="lg" />
          ))}
        </Stack>
      ) : people.isError && rows.length === 0 ? (
        <FailedState error={people.error} retry={() => void people.refetch()} />
      ) : rows.length === 0 ? (
        <Nobody isAmongLeavers={left && search === ''} />
      ) : (
        <ul className={classes.list}>
          {rows.map((person) => (
            <PersonCard key={person.id} person={person} />
          ))}
        </ul>
      )}
      <MoreButton list={people} label={t('staff.more')} mt="md" />
    </div>
  );
}

function Nobody({ isAmongLeavers }: { isAmongLeavers: boolean }) {
  return (
    <EmptyState
      icon={<IconUsers size={40} stroke={1.3} />}
      title={isAmongLeavers ? t('staff.noneLeft') : t('staff.none')}
    >
      {isAmongLeavers ? t('staff.noneLeftHint') : t('staff.noneHint')}
    </EmptyState>
  );
}
