import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArchive, IconArrowLeft, IconArrowUpRight, IconUsers } from '@tabler/icons-react';
import type { Thread } from '../../api/thread.schemas.js';
import { IconLink } from '../lib/links.js';
import { exactTime, longAge } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { AssignMenu, type Assignee } from './assign-menu.js';
import classes from './thread-head.module.css';

interface Props {
  thread: Thread;
  assignOpen: boolean;
  setAssignOpen: (open: boolean) => void;
  assignTo: (to: Assignee | null) => void;
  close: () => void;
  reopen: () => void;
  /** Where there is no room for the family beside the thread. */
  openFamily: (() => void) | undefined;
}

/** Who this is, how long they have waited, who has it, and closing it. */
export function ThreadHead(props: Props) {
  const { conversation } = props.thread;
  return (
    <header className={classes.head}>
      <IconLink
        to="/inbox"
        search={(was) => was}
        className={classes.back}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('thread.back')}
      >
        <IconArrowLeft size={22} />
      </IconLink>
      <Who thread={props.thread} openFamily={props.openFamily} />
      <div className={classes.actions}>
        {props.openFamily !== undefined && (
          <Tooltip label={t('family.label')}>
            <ActionIcon
              className={classes.familyButton}
              variant="default"
              size={36}
              aria-label={t('family.label')}
              onClick={props.openFamily}
            >
              <IconUsers size={18} />
            </ActionIcon>
          </Tooltip>
        )}
        <AssignMenu
          conversation={conversation}
          opened={props.assignOpen}
          setOpened={props.setAssignOpen}
          assignTo={props.assignTo}
        />
        {conversation.state === 'closed' ? (
          <Button variant="default" leftSection={<IconArrowUpRight size={16} />} onClick={props.reopen}>
            {t('thread.reopen')}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconArchive size={16} />} onClick={props.close}>
            {t('thread.close')}
          </Button>
        )}
      </div>
    </header>
  );
}

function Who({ thread, openFamily }: { thread: Thread; openFamily: (() => void) | undefined }) {
  const { conversation, family } = thread;
  const name = <bdi>{conversation.familyName}</bdi>;
  return (
    <div className={classes.who}>
      <h2 className={classes.name}>
        {openFamily === undefined ? name : <UnstyledButton onClick={openFamily}>{name}</UnstyledButton>}
        <span className={classes.relation}>
          <bdi>{relationOf(family.students)}</bdi>
        </span>
      </h2>
      <Facts thread={thread} />
    </div>
  );
}

function Facts({ thread: { conversation } }: { thread: Thread }) {
  const now = useNow();
  const languages = useLanguages();
  const { language, school, waitingSince } = conversation;
  return (
    <p className={classes.facts}>
      <span lang={language ?? undefined}>
        {language === null ? t('thread.languageUnknown') : languages.ownName(language)}
      </span>
      <span>{school.name}</span>
      {waitingSince !== null && (
        <time
          className={classes.waiting}
          dateTime={waitingSince}
          title={exactTime(waitingSince, school.timeZone)}
        >
          {t('thread.waiting', { time: longAge(waitingSince, now) })}
        </time>
      )}
      {conversation.state === 'closed' && <span>{t('thread.isClosed')}</span>}
    </p>
  );
}

/** "mother of Luis (3B) and Ana (5A)", where the same is true of all; else only the names. */
function relationOf(students: Thread['family']['students']): string {
  const names = students.map(({ name, classes: [first] }) =>
    first === undefined ? name : `${name} (${first})`,
  );
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
  const relationships = new Set(students.flatMap((student) => student.relationships));
  const [only] = relationships;
  return relationships.size === 1 && only !== undefined
    ? t('thread.relation', { relationship: only, names: list })
    : list;
}
