import { List, Popover, Text, UnstyledButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { topic } from '../../api/inbox.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import classes from './route-reasons.module.css';

/** What a text is about, and why it came to whom it came. */
export function RouteReasons({ message: { topic: name, routeReasons } }: { message: MessageView }) {
  const known = topic.safeParse(name);
  const about = known.success ? t(`topics.${known.data}`) : name;
  if (routeReasons.length === 0) return about === null ? null : <span>{about}</span>;
  return (
    <Popover width={300} position="bottom-start" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.target}>
          {about ?? t('message.whyHere')} <IconInfoCircle size={15} aria-label={t('message.whyHere')} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb={6}>
          {t('message.whyHere')}
        </Text>
        <List size="sm" spacing={4}>
          {routeReasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}
