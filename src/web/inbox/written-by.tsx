import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { MessageView, Thread } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import classes from './about-child.module.css';
import { useNameWriter } from './inbox.actions.js';

/** Who of those at a shared phone wrote a text; the school office may settle it. Nothing where one person has it. */
export function WrittenBy({ message, thread }: { message: MessageView; thread: Thread }) {
  const name = useNameWriter(thread.conversation.id, message.id);
  const { guardians, mayLink } = thread.family;
  if (message.direction === 'out' || guardians.length < 2) return null;
  const isUnknown = message.guardianId === null;
  if (!mayLink) return isUnknown ? <span>{t('writer.unknown')}</span> : null;
  return (
    <Menu position="bottom-start" shadow="md" withArrow>
      <Menu.Target>
        <UnstyledButton className={classes.button} data-unknown={isUnknown} disabled={name.isPending}>
          {isUnknown ? t('writer.unknown') : t('writer.change')} <IconChevronDown size={13} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('writer.which')}</Menu.Label>
        {guardians.map((guardian) => (
          <Menu.Item key={guardian.id} onClick={() => name.mutate(guardian.id)}>
            <bdi>{guardian.name}</bdi>
          </Menu.Item>
        ))}
        {!isUnknown && <Menu.Item onClick={() => name.mutate(null)}>{t('writer.notKnown')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
