import { Button } from '@mantine/core';
import type { MessageView } from '../../api/thread.schemas.js';
import { Notice } from '../lib/notice.js';
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
    <Notice tone="waiting" title={t('reply.familyWrote', { name })} alert>
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
      <Button size="xs" mt={8} onClick={seen}>
        {t('reply.haveRead')}
      </Button>
    </Notice>
  );
}
