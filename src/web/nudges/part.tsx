import type { ReactNode } from 'react';
import classes from './part.module.css';

interface Props {
  title: string;
  /** To the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own small title. */
export function Part({ title, aside, children }: Props) {
  return (
    <section className={classes.part}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
