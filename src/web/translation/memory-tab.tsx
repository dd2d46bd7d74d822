import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBookmarks } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemoryEntry } from '../../api/translation.schemas.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { WithdrawButton } from '../withdrawals/withdraw-button.js';
import { FileButtons } from './file-buttons.js';
import { memoryQuery, useImportMemory, useRetireMemory } from './translation.queries.js';
import classes from './translation-page.module.css';
import { Waiting } from './waiting.js';

/** What people have approved, to look through and to take out. */
export function MemoryTab({ mayChange }: { mayChange: boolean }) {
  const me = useMe();
  const bring = useImportMemory();
  const [search, setSearch] = useState('');
  const [language, setLanguage] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const list = useInfiniteQuery(memoryQuery(wanted, language));
  const items = list.data?.pages.flatMap((page) => page.items);
  const isNarrowed = wanted !== '' || language !== '';
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('translation.memory.hint')}
      </Text>
      <FileButtons
        formats={['tmx', 'csv'] as const}
        hrefOf={(format) => `/api/translation/memory.${format}`}
        send={mayChange ? (format, content) => bring.mutateAsync({ format, content }) : null}
      />
      <div className={classes.fields} role="search">
        <TextInput
          type="search"
          label={t('translation.memory.search')}
          maxLength={200}
          dir="auto"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('translation.memory.language')}
          data={[
            { value: '', label: t('translation.memory.allLanguages') },
            ...me.languageNames.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
      </div>
      {items === undefined &&
        (list.isError ? <FailedState error={list.error} retry={() => void list.refetch()} /> : <Waiting />)}
      {items?.length === 0 && (
        <EmptyState
          icon={<IconBookmarks size={36} stroke={1.3} />}
          title={isNarrowed ? t('translation.memory.noneFound') : t('translation.memory.none')}
        >
          {!isNarrowed && t('translation.memory.noneHint')}
        </EmptyState>
      )}
      <ul className={classes.list}>
        {items?.map((entry) => (
          <MemoryRow key={entry.id} entry={entry} mayChange={mayChange} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('translation.memory.more')}
        </Button>
      )}
    </Stack>
  );
}

function MemoryRow({ entry, mayChange }: { entry: MemoryEntry; mayChange: boolean }) {
  const languages = useLanguages();
  const retire = useRetireMemory();
  const origin = t(`translation.memory.origin.${entry.origin}`);
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <WrittenText language={entry.fromLanguage}>{entry.source}</WrittenText>
        <WrittenText language={entry.toLanguage}>{entry.target}</WrittenText>
        <Text size="sm" c="dimmed">
          {t('translation.pairs.pair', {
            from: languages.name(entry.fromLanguage),
            to: languages.name(entry.toLanguage),
          })}{' '}
          ·{' '}
          {entry.by === null
            ? origin
            : t('translation.memory.from', {
                origin,
                name: entry.by,
                time: exactTime(entry.createdAt, viewerZone),
              })}
        </Text>
      </div>
      <WithdrawButton
        subject={{ memoryId: entry.id }}
        language={entry.fromLanguage === 'en' ? entry.toLanguage : entry.fromLanguage}
        label={t('withdrawal.withdrawText')}
      />
      {mayChange && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          flex="none"
          loading={retire.isPending}
          onClick={() =>
            retire.mutate(entry.id, { onSuccess: () => tellDone(t('translation.memory.retired')) })
          }
        >
          {t('translation.memory.retire')}
        </Button>
      )}
    </li>
  );
}
