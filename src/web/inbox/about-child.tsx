import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { MessageView, Thread } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import classes from './about-child.module.css';
import { useAttribute } from './inbox.actions.js';

/** Which of several children a text of the family is about; the school office may settle it. */
export function AboutChild({ message, thread }: { message: MessageView; thread: Thread }) {
  const attribute = useAttribute(thread.conversation.id, message.id);
  const { students, mayLink } = thread.family;
  if (students.length < 2) return null;
  const words =
    message.student === null ? (
      t('about.unknown')
    ) : (
      <>
        {t('message.about')} <bdi>{message.student.name}</bdi>
      </>
    );
  if (message.direction === 'out' || !mayLink) {
    return message.student === null ? null : <span>{words}</span>;
  }
  return (
    <Menu position="bottom-start" shadow="md" withArrow>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          data-unknown={message.student === null}
          disabled={attribute.isPending}
        >
          {words} <IconChevronDown size={13} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('about.which')}</Menu.Label>
        {students.map((student) => (
          <Menu.Item key={student.id} onClick={() => attribute.mutate(student.id)}>
            <bdi>{student.name}</bdi>
          </Menu.Item>
        ))}
        {message.student !== null && (
          <Menu.Item onClick={() => attribute.mutate(null)}>{t('about.unknown')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
