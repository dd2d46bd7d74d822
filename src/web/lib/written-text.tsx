import classes from './written-text.module.css';

interface Props {
  /** Null when it is not known; the browser then decides by the letters alone. */
  language: string | null;
  children: string;
  className?: string | undefined;
  /** At most this many lines. */
  lines?: number;
}

/** Words in any language: marked with it, in its own direction, line height and fonts. */
export function WrittenText({ language, children, className, lines }: Props) {
  const names = [classes.text, lines !== undefined && classes.clamped, className].filter(Boolean).join(' ');
  return (
    <div
      className={names}
      dir="auto"
      {...(language !== null && { lang: language })}
      {...(lines !== undefined && { style: { WebkitLineClamp: lines } })}
    >
      {children}
    </div>
  );
}
