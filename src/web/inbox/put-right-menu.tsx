import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { MessageView } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import { AnswerDialog } from './answer-dialog.js';
import classes from './put-right.module.css';
import { usePutRight } from './reading.actions.js';
import { TopicDialog } from './topic-dialog.js';

interface Props {
  message: MessageView;
  conversationId: string;
}

/** Puts right what was understood of a family's text: what it answers, its topic, whether it is urgent or needs anybody. */
export function PutRightMenu({ message, conversationId }: Props) {
  const [dialog, setDialog] = useState<'answer' | 'topic' | null>(null);
  const target = useRef<HTMLButtonElement>(null);
  const putRight = usePutRight(conversationId, message.id);
  if (message.direction !== 'in' || message.readAs === null) return null;
  const isUrgent = message.urgent && message.needsStaff;
  // What may be about danger is settled where it says so.
  const isMarked = message.lookSoon !== null;
  const waitsForLook = message.lookSoon?.looked === null;
  const close = (): void => {
    setDialog(null);
    target.current?.focus();
  };
  return (
    <>
      <Menu position="bottom-start" shadow="md" withArrow>
        <Menu.Target>
          <UnstyledButton
            ref={target}
            className={classes.opener}
            aria-label={t('putRight.openFor')}
            disabled={putRight.isPending}
          >
            {t('putRight.open')} <IconChevronDown size={13} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {message.asked !== null && (
            <Menu.Item onClick={() => setDialog('answer')}>{t('putRight.menu.answer')}</Menu.Item>
          )}
          <Menu.Item onClick={() => setDialog('topic')}>{t('putRight.menu.topic')}</Menu.Item>
          {!isMarked && (
            <Menu.Item onClick={() => putRight.mutate({ part: 'urgent', urgent: !isUrgent })}>
              {isUrgent ? t('putRight.menu.notUrgent') : t('putRight.menu.urgent')}
            </Menu.Item>
          )}
          {!waitsForLook && (
            <Menu.Item onClick={() => putRight.mutate({ part: 'request', needed: !message.needsStaff })}>
              {message.needsStaff ? t('putRight.menu.notNeeded') : t('putRight.menu.needed')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'answer' && message.asked !== null && (
        <AnswerDialog message={message} asked={message.asked} conversationId={conversationId} close={close} />
      )}
      {dialog === 'topic' && <TopicDialog message={message} conversationId={conversationId} close={close} />}
    </>
  );
}
