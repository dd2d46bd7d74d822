import type { MessageView } from '../../api/thread.schemas.js';
import { WrittenText } from '../lib/written-text.js';
import classes from './put-right.module.css';

/** The text a dialog asks about, as the family wrote it and as others read it. */
export function TextInQuestion({ message }: { message: MessageView }) {
  const translation = message.translations.find(({ language }) => language !== message.language);
  return (
    <blockquote className={classes.words}>
      <WrittenText language={message.language}>{message.text}</WrittenText>
      {translation !== undefined && (
        <WrittenText language={translation.language} className={classes.translation}>
          {translation.text}
        </WrittenText>
      )}
    </blockquote>
  );
}
