import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface Props {
  /** `urgent` for what failed, `waiting` for what someone should look at, `calm` for the rest. */
  tone: 'urgent' | 'waiting' | 'calm';
  title?: string;
  children?: ReactNode;
  /** Whether it came up just now and should be read out. */
  alert?: boolean;
}

/** A short message in its place on the page. */
export function Notice({ tone, title, children, alert = false }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} {...(alert && { role: 'alert' })}>
      {title !== undefined && <strong className={classes.title}>{title}</strong>}
      {children}
    </div>
  );
}
