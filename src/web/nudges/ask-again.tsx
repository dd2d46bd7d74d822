import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { NudgeDetail } from '../../api/nudges.schemas.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { TextLink } from '../lib/links.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useAskAgain, useTakeBackNudge } from './nudges.queries.js';

/** So long it waits, so that Undo takes all of it back; a second longer than Undo is shown. */
const undoSeconds = 10;

/** Asks those once more who have not answered; afterwards the way to what they say then. */
export function AskAgain({ nudge, count }: { nudge: NudgeDetail; count: number }) {
  const [intention, setIntention] = useState<Intention | null>(null);
  const ask = useAskAgain(nudge.id);
  const takeBack = useTakeBackNudge();
  const place = useRef<HTMLSpanElement>(null);
  const was = useRef(nudge.askedAgainId);
  // The button and the link take each other's place, and the keyboard stays there.
  useEffect(() => {
    if (was.current !== nudge.askedAgainId && document.activeElement === document.body) {
      place.current?.querySelector<HTMLElement>('a, button')?.focus();
    }
    was.current = nudge.askedAgainId;
  }, [nudge.askedAgainId]);
  // A family that is asked a third time has been told something.
  if (nudge.asksAgain) return null;
  if (nudge.askedAgainId !== null) {
    return (
      <span ref={place}>
        <TextLink to="/nudges/$nudgeId" params={{ nudgeId: nudge.askedAgainId }} size="sm" fw={600}>
          {t('askAgain.asked')}
        </TextLink>
      </span>
    );
  }
  return (
    <span ref={place}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRepeat size={15} />}
        loading={ask.isPending}
        onClick={() => {
          const input = { waitSeconds: undoSeconds };
          const next = intentionFor(input, intention);
          setIntention(next);
          ask.mutate(
            { input, key: next.key },
            {
              onSuccess: ({ id }) => {
                // Whoever takes it back and asks again means it anew.
                setIntention(null);
                offerUndo(t('askAgain.done', { count, seconds: undoSeconds }), () => takeBack.mutate(id));
              },
            },
          );
        }}
      >
        {t('askAgain.ask')}
      </Button>
    </span>
  );
}
