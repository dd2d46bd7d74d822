import { Button, Modal, Radio, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { topic } from '../../api/inbox.schemas.js';
import type { MessageView } from '../../api/thread.schemas.js';
import { t } from '../lib/words.js';
import classes from './put-right.module.css';
import { usePutRight } from './reading.actions.js';
import { TextInQuestion } from './text-in-question.js';

interface Props {
  message: MessageView;
  conversationId: string;
  close: () => void;
}

/** What a text is about, chosen from the topics of the house. */
export function TopicDialog({ message, conversationId, close }: Props) {
  const putRight = usePutRight(conversationId, message.id);
  const now = message.topic ?? 'other';
  const [chosen, setChosen] = useState(now);
  return (
    <Modal
      opened
      onClose={close}
      title={t('putRight.topic.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = topic.safeParse(chosen);
          if (!wanted.success || chosen === now) return;
          putRight.mutate({ part: 'topic', was: now, topic: wanted.data }, { onSuccess: close });
        }}
      >
        <Stack gap="sm">
          <TextInQuestion message={message} />
          <Radio.Group aria-label={t('putRight.topic.title')} value={chosen} onChange={setChosen}>
            <SimpleGrid cols={2} spacing="xs" verticalSpacing={8}>
              {topic.options.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`topics.${one}`)}
                  data-autofocus={one === chosen || undefined}
                />
              ))}
            </SimpleGrid>
          </Radio.Group>
          <p className={classes.hint}>{t('putRight.topic.hint')}</p>
          <Button type="submit" loading={putRight.isPending} disabled={chosen === now}>
            {t('putRight.save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
