import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './withdrawals.module.css';

/** One of the wordings that are held against each other, and what it is. */
export function Side({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.side}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}
