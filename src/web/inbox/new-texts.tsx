import { Alert, Button } from '@mantine/core';
import { IconMessageExclamation } from '@tabler/icons-react';
import type { MessageView } from '../../api/inbox.schemas.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import classes from './new-texts.module.css';

interface Props {
  name: string;
  messages: readonly MessageView[];
  seen: () => void;
}

/** The family wrote while the answer was being written: the new words first, then sending. */
export function NewTexts({ name, messages, seen }: Props) {
  return (
    <Alert
      color="yellow"
      p="sm"
      icon={<IconMessageExclamation />}
      title={t('reply.familyWrote', { name })}
      role="alert"
    >
      {messages.map((message) => {
        const english = message.translations.find(({ language }) => language === 'en');
        return (
          <div key={message.id} className={classes.text}>
            <WrittenText language={message.language} lines={3}>
              {message.text}
            </WrittenText>
            {english !== undefined && (
              <WrittenText language="en" lines={3} className={classes.english}>
                {english.text}
              </WrittenText>
            )}
          </div>
        );
      })}
      <Button size="xs" mt={8} variant="white" onClick={seen}>
        {t('reply.haveRead')}
      </Button>
    </Alert>
  );
}
