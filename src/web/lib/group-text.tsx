import { Textarea, type TextareaProps } from '@mantine/core';
import { t } from './words.js';

/** What goes to many families is short: so many characters at most. The API says the same. */
export const longestToMany = 600;

/** Whether words for many families are short enough to go. */
export const isShortEnough = (text: string): boolean => text.trim().length <= longestToMany;

interface Props extends Omit<TextareaProps, 'value' | 'onChange' | 'maxLength' | 'error'> {
  value: string;
  write: (text: string) => void;
}

/** A field for words to many families. It cuts nothing off: what is too long stays, and is said. */
export function GroupText({ value, write, ...field }: Props) {
  const count = value.trim().length;
  return (
    <Textarea
      {...field}
      value={value}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      onChange={(event) => write(event.currentTarget.value)}
      error={
        isShortEnough(value)
          ? undefined
          : t('toMany.tooLong', { count: count - longestToMany, most: longestToMany })
      }
    />
  );
}
