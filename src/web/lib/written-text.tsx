import type { ReactNode } from 'react';
import { useLanguages } from '../session/use-languages.js';
import classes from './written-text.module.css';

interface Props {
  /** Null when it is not known; the browser then decides by the letters alone. */
  language: string | null;
  children: string;
  className?: string | undefined;
  /** At most this many lines. */
  lines?: number;
}

const rightToLeftLetter = /[\u0590-\u08FF\uFB1D-\uFDFD\uFE70-\uFEFC]/;

/**
 * Words in any language: marked with it, in its own direction, line height and fonts. A sentence of a right-to-left
 * language keeps its direction when it begins with a Latin name; such a language in Latin letters reads from the left, and
 * so does a paragraph that is all in Latin letters, as where the English goes along below.
 */
export function WrittenText({ language, children, className, lines }: Props) {
  const languages = useLanguages();
  const isRightToLeft =
    language !== null && languages.direction(language) === 'rtl' && rightToLeftLetter.test(children);
  const names = [classes.text, lines !== undefined && classes.clamped, className].filter(Boolean).join(' ');
  return (
    <div
      className={names}
      dir={isRightToLeft ? 'rtl' : 'auto'}
      {...(language !== null && { lang: language })}
      {...(lines !== undefined && { style: { WebkitLineClamp: lines } })}
    >
      {isRightToLeft && lines === undefined ? paragraphsOf(children) : children}
    </div>
  );
}

function paragraphsOf(text: string): ReactNode {
  const paragraphs = text.split(/(?<=\n\n)/u);
  if (paragraphs.every((paragraph) => rightToLeftLetter.test(paragraph))) return text;
  return paragraphs.map((paragraph, index) => (
    <span key={index} className={classes.paragraph} dir={rightToLeftLetter.test(paragraph) ? 'rtl' : 'ltr'}>
      {paragraph}
    </span>
  ));
}
