import { UnstyledButton } from '@mantine/core';
import {
  IconClockExclamation,
  IconDoorOff,
  IconHomeMove,
  IconLock,
  IconPencil,
  IconShieldCheck,
  type Icon,
} from '@tabler/icons-react';
import type { AlertKind } from '../../api/alerts.schemas.js';
import { t } from '../lib/words.js';
import { alertKinds } from './alert-words.js';
import classes from './new-alert-page.module.css';

const icons: Record<AlertKind, Icon> = {
  closure: IconDoorOff,
  delay: IconClockExclamation,
  early_release: IconHomeMove,
  lockdown: IconLock,
  all_clear: IconShieldCheck,
  free: IconPencil,
};

interface Props {
  chosen: AlertKind | null;
  choose: (kind: AlertKind) => void;
}

/** What happened: one touch goes on. */
export function KindStep({ chosen, choose }: Props) {
  return (
    <ul className={classes.kinds}>
      {alertKinds.map((kind) => {
        const KindIcon = icons[kind];
        return (
          <li key={kind}>
            <UnstyledButton
              className={classes.kind}
              aria-pressed={kind === chosen}
              onClick={() => choose(kind)}
            >
              <KindIcon size={26} stroke={1.6} aria-hidden />
              <span>
                <span className={classes.kindName}>{t(`alerts.kind.${kind}`)}</span>
                <span className={classes.faint}>{t(`alerts.kindHint.${kind}`)}</span>
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
