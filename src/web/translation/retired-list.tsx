import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { RetiredEntry } from '../../api/translation.schemas.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { MemoryList } from './memory-list.js';
import { MemoryWords } from './memory-words.js';
import { retiredQuery, useRestoreMemory } from './translation.queries.js';
import classes from './translation-page.module.css';

/** Translations that are not used any more, with who took them out and why, to be used again. */
export function RetiredList({ search, language }: { search: string; language: string }) {
  const list = useInfiniteQuery(retiredQuery(search, language));
  return (
    <MemoryList
      list={list}
      isNarrowed={search !== '' || language !== ''}
      none={{ title: t('translation.memory.noneRetired') }}
      row={(entry) => <RetiredItem key={entry.id} entry={entry} />}
    />
  );
}

function RetiredItem({ entry }: { entry: RetiredEntry }) {
  const restore = useRestoreMemory();
  const { retiredBy, retiredReason: reason, usedNow } = entry;
  const time = exactTime(entry.retiredAt, viewerZone);
  return (
    <li className={classes.row}>
      <MemoryWords entry={entry}>
        <Text size="sm">
          {retiredBy === null
            ? t('translation.memory.wasRetired', { reason, time })
            : t('translation.memory.wasRetiredBy', { name: retiredBy, reason, time })}
        </Text>
        {usedNow !== null && usedNow !== entry.target && (
          <Text size="sm">
            {t('translation.memory.usedNow')} <bdi lang={entry.toLanguage}>{usedNow}</bdi>
          </Text>
        )}
      </MemoryWords>
      {entry.mayRestore && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          flex="none"
          loading={restore.isPending}
          onClick={() =>
            restore.mutate(entry.id, { onSuccess: () => tellDone(t('translation.memory.restored')) })
          }
        >
          {t('translation.memory.restore')}
        </Button>
      )}
    </li>
  );
}
