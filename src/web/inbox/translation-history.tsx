import { Popover, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { translationHistory, type TranslationHistory } from '../../api/message-changes.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { getJson } from '../lib/api.js';
import { exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import classes from './translation-history.module.css';

/** Says that a text's translation was changed; opened, by whom, when, and what stood there before. */
export function TranslationHistoryPart({ message, timeZone }: { message: MessageView; timeZone: string }) {
  const [open, setOpen] = useState(false);
  if (message.changes === 0) return null;
  return (
    <Popover width={340} position="bottom-start" shadow="md" withArrow opened={open} onChange={setOpen}>
      <Popover.Target>
        <UnstyledButton className={classes.target} onClick={() => setOpen(!open)}>
          <IconHistory size={15} aria-hidden /> {t('history.open', { count: message.changes })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb={6}>
          {t('history.title')}
        </Text>
        {open && <Changes messageId={message.id} changes={message.changes} timeZone={timeZone} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChangesProps {
  messageId: string;
  /** Another number, another list. */
  changes: number;
  timeZone: string;
}

function Changes({ messageId, changes, timeZone }: ChangesProps) {
  const history = useQuery({
    queryKey: ['translation-history', messageId, changes],
    queryFn: ({ signal }) => getJson(`/api/messages/${messageId}/translations`, translationHistory, signal),
  });
  if (history.isPending)
    return <Skeleton height={60} radius="md" role="status" aria-label={t('common.loading')} />;
  if (history.data === undefined) {
    return (
      <Text size="sm" role="alert">
        {t('history.failed')}{' '}
        <UnstyledButton className={classes.target} onClick={() => void history.refetch()}>
          {t('common.tryAgain')}
        </UnstyledButton>
      </Text>
    );
  }
  return (
    <ul className={classes.list}>
      {history.data.items.map((change) => (
        <Change key={change.id} change={change} timeZone={timeZone} />
      ))}
    </ul>
  );
}

function Change({ change, timeZone }: { change: TranslationHistory['items'][number]; timeZone: string }) {
  const { what, language, beforeText, beforeEngine, afterText, by, reason, at } = change;
  const isOther = afterText !== null && afterText !== beforeText;
  return (
    <li className={classes.change}>
      <Text size="sm">
        {t(`history.${what}`, { name: by ?? t('history.machine') })}{' '}
        <Text span size="xs" c="dimmed">
          {exactTime(at, timeZone)}
        </Text>
      </Text>
      {reason !== null && <Text size="sm">{reason}</Text>}
      <Text size="xs" c="dimmed">
        {t('history.before', { engine: beforeEngine === 'person' ? t('history.person') : beforeEngine })}
      </Text>
      <WrittenText language={language}>{beforeText}</WrittenText>
      {isOther && (
        <>
          <Text size="xs" c="dimmed">
            {t('history.after')}
          </Text>
          <WrittenText language={language}>{afterText}</WrittenText>
        </>
      )}
    </li>
  );
}
