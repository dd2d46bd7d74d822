import { Button, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemoryEntry } from '../../api/translation.schemas.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { WithdrawButton } from '../withdrawals/withdraw-button.js';
import { FileButtons } from './file-buttons.js';
import { MemoryList } from './memory-list.js';
import { MemoryWords } from './memory-words.js';
import { RetiredList } from './retired-list.js';
import { memoryQuery, useImportMemory, useRestoreMemory, useRetireMemory } from './translation.queries.js';
import classes from './translation-page.module.css';

/** What people have approved, to look through and to take out. */
export function MemoryTab({ mayChange }: { mayChange: boolean }) {
  const me = useMe();
  const bring = useImportMemory();
  const [search, setSearch] = useState('');
  const [language, setLanguage] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [shown, setShown] = useState<'used' | 'retired'>('used');
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
      <SegmentedControl
        aria-label={t('translation.memory.which')}
        data={[
          { value: 'used', label: t('translation.memory.used') },
          { value: 'retired', label: t('translation.memory.notUsed') },
        ]}
        value={shown}
        onChange={(value) => setShown(value === 'retired' ? 'retired' : 'used')}
        style={{ alignSelf: 'start' }}
      />
      {shown === 'used' ? (
        <UsedList search={wanted} language={language} mayChange={mayChange} />
      ) : (
        <RetiredList search={wanted} language={language} />
      )}
    </Stack>
  );
}

function UsedList({ search, language, mayChange }: { search: string; language: string; mayChange: boolean }) {
  const list = useInfiniteQuery(memoryQuery(search, language));
  return (
    <MemoryList
      list={list}
      isNarrowed={search !== '' || language !== ''}
      none={{ title: t('translation.memory.none'), hint: t('translation.memory.noneHint') }}
      row={(entry) => <MemoryRow key={entry.id} entry={entry} mayChange={mayChange} />}
    />
  );
}

function MemoryRow({ entry, mayChange }: { entry: MemoryEntry; mayChange: boolean }) {
  const retire = useRetireMemory();
  const restore = useRestoreMemory();
  return (
    <li className={classes.row}>
      <MemoryWords entry={entry} />
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
            retire.mutate(entry.id, {
              onSuccess: () =>
                offerUndo(
                  t('translation.memory.retired', {
                    source: inShort(entry.source),
                    target: inShort(entry.target),
                  }),
                  () => restore.mutate(entry.id),
                ),
            })
          }
        >
          {t('translation.memory.retire')}
        </Button>
      )}
    </li>
  );
}

/** The beginning of a text, for a message of one line or two. */
function inShort(text: string): string {
  const letters = [...text];
  return letters.length <= 60 ? text : `${letters.slice(0, 59).join('')}…`;
}
