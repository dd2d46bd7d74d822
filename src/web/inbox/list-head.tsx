import { ActionIcon, CloseButton, Group, Select, TextInput, Title, Tooltip } from '@mantine/core';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type RefObject } from 'react';
import type { ConversationPage, InboxView } from '../../api/inbox.schemas.js';
import { t } from '../lib/words.js';
import { useMe, type Role } from '../session/session.queries.js';
import classes from './list-head.module.css';

const views = [
  'mine',
  'unassigned',
  'urgent',
  'lookSoon',
  'open',
  'all',
] as const satisfies readonly InboxView[];

interface Props {
  view: InboxView;
  counts: ConversationPage['counts'] | undefined;
  search: string;
  setSearch: (search: string) => void;
  searchField: RefObject<HTMLInputElement | null>;
  schoolId: string | null;
  setSchoolId: (schoolId: string | null) => void;
  openHelp: () => void;
}

/** Above the list: which conversations it shows. */
export function ListHead({ searchField, ...props }: Props) {
  const { schools, role } = useMe();
  const search = t(role === 'teacher' ? 'inbox.search' : 'inbox.searchOffice');
  return (
    <header className={classes.head}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={1} size="h3">
          {t('inbox.title')}
        </Title>
        <Group gap={4} wrap="nowrap">
          {schools.length > 1 && (
            <Select
              aria-label={t('inbox.school')}
              placeholder={t('inbox.allSchools')}
              size="xs"
              w={170}
              clearable
              data={schools.map((school) => ({ value: school.id, label: school.name }))}
              value={props.schoolId}
              onChange={props.setSchoolId}
            />
          )}
          <Tooltip label={t('keys.title')}>
            <ActionIcon
              className={classes.keys}
              variant="subtle"
              color="gray"
              aria-label={t('keys.title')}
              onClick={props.openHelp}
            >
              <IconKeyboard size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <Views view={props.view} counts={props.counts} role={role} />
      <TextInput
        ref={searchField}
        type="search"
        aria-label={search}
        placeholder={search}
        leftSection={<IconSearch size={16} />}
        rightSection={
          props.search !== '' && (
            <CloseButton size="sm" aria-label={t('inbox.clearSearch')} onClick={() => props.setSearch('')} />
          )
        }
        maxLength={100}
        value={props.search}
        onChange={(event) => props.setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          props.setSearch('');
          event.currentTarget.blur();
        }}
      />
    </header>
  );
}

function Views({ view, counts, role }: Pick<Props, 'view' | 'counts'> & { role: Role }) {
  // What nobody has taken is shared out by the liaisons and administrators; what is to be looked at soon is rare.
  const shown = views.filter((each) => {
    if (each === 'unassigned') return role !== 'teacher';
    return each !== 'lookSoon' || view === each || (counts?.lookSoon ?? 0) > 0;
  });
  // On a phone not all have room beside each other.
  const row = useRef<HTMLElement>(null);
  const shownViews = shown.join();
  useEffect(() => {
    row.current
      ?.querySelector('[data-chosen="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view, shownViews]);
  return (
    <nav ref={row} className={classes.views} aria-label={t('inbox.views')}>
      {shown.map((each) => {
        const count = each === 'all' ? undefined : counts?.[each];
        return (
          <Link
            key={each}
            to="."
            search={{ view: each }}
            className={classes.view}
            data-chosen={each === view}
            data-alarm={each === 'urgent' && count !== undefined && count > 0}
            data-look={each === 'lookSoon' && count !== undefined && count > 0}
            aria-current={each === view ? 'true' : undefined}
          >
            {t(`inbox.view.${each}`)}
            {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
