import { Button } from '@mantine/core';
import type { MessageView } from '../../api/thread.schemas.js';
import { exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useLookAt } from './inbox.actions.js';

interface Props {
  message: MessageView;
  conversationId: string;
  timeZone: string;
}

/** Under a text that was marked because it may be about danger: who looked and what came of it, and a way back. */
export function LookedNote({ message: { id, lookSoon }, conversationId, timeZone }: Props) {
  const look = useLookAt(conversationId);
  const looked = lookSoon?.looked;
  if (!looked) return null;
  return (
    <>
      <span title={exactTime(looked.at, timeZone)}>
        {t(`lookSoon.by.${looked.outcome}`, { name: looked.by })}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        loading={look.isPending}
        onClick={() => look.mutate({ messageId: id, outcome: null })}
      >
        {t('lookSoon.again')}
      </Button>
    </>
  );
}
