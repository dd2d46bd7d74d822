import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconMessageLanguage } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import classes from '../translation/translation-page.module.css';
import { Waiting } from '../translation/waiting.js';
import { FixedTextRow } from './fixed-text-row.js';
import { fixedTextsQuery } from './fixed-texts.queries.js';

const lists = ['standing', 'undone'] as const;

/** The texts of the language files that were withdrawn as wrong, and what goes out in their place. */
export function FixedTextsTab() {
  const [state, setState] = useState<(typeof lists)[number]>('standing');
  const list = useInfiniteQuery(fixedTextsQuery(state));
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('fixedText.hint')}
      </Text>
      <div>
        <SegmentedControl
          aria-label={t('fixedText.show')}
          size="xs"
          data={lists.map((value) => ({ value, label: t(`fixedText.list.${value}`) }))}
          value={state}
          onChange={setState}
        />
      </div>
      {items === undefined &&
        (list.isError ? <FailedState error={list.error} retry={() => void list.refetch()} /> : <Waiting />)}
      {items?.length === 0 && (
        <EmptyState
          icon={<IconMessageLanguage size={36} stroke={1.3} />}
          title={state === 'standing' ? t('fixedText.none') : t('fixedText.noneUndone')}
        >
          {state === 'standing' && t('fixedText.noneHint')}
        </EmptyState>
      )}
      <ul className={classes.list}>
        {items?.map((row) => (
          <FixedTextRow key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('fixedText.more')}
        </Button>
      )}
    </Stack>
  );
}
