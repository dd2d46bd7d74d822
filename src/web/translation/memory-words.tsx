import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MemoryEntry } from '../../api/translation.schemas.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './translation-page.module.css';

/** A remembered translation: both texts, their languages, and where it came from. */
export function MemoryWords({ entry, children }: { entry: MemoryEntry; children?: ReactNode }) {
  const languages = useLanguages();
  const origin = t(`translation.memory.origin.${entry.origin}`);
  return (
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
      {children}
    </div>
  );
}
