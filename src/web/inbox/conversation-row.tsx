import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconCheck,
  IconEye,
  IconEyeExclamation,
  IconLanguage,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ConversationSummary } from '../../api/inbox.schemas.js';
import { MomentText } from '../lib/moment-text.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './conversation-row.module.css';

interface Props {
  conversation: ConversationSummary;
  chosen: boolean;
}

/** One line of the list: who, in which language, since when, and what was said last. */
export function ConversationRow({ conversation, chosen }: Props) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (chosen) link.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const { familyName, students, waitingSince, state, school, lastMessage } = conversation;
  const since = waitingSince ?? lastMessage?.createdAt;
  const readsIt = useMe().languages.some((language) => language === conversation.language);
  return (
    <li>
      <Link
        ref={link}
        to="/inbox/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(was) => was}
        className={classes.row}
        data-chosen={chosen}
        data-urgent={conversation.urgent}
        data-look-soon={conversation.lookSoon}
        aria-current={chosen ? 'true' : undefined}
      >
        <div className={classes.top}>
          <span className={classes.dot} data-waiting={waitingSince !== null} aria-hidden />
          <bdi className={classes.name}>{familyName}</bdi>
          <LanguageCode language={conversation.language} />
          {since !== undefined && (
            <span className={classes.age} data-waiting={waitingSince !== null}>
              {waitingSince !== null && <span className={classes.hidden}>{t('inbox.waiting')} </span>}
              <MomentText at={since} timeZone={school.timeZone} as="age" />
            </span>
          )}
        </div>
        {lastMessage !== null && <Snippet message={lastMessage} />}
        <div className={classes.foot}>
          {conversation.urgent && (
            <span className={classes.urgent}>
              <IconAlertTriangleFilled size={13} aria-hidden /> {t('inbox.urgent')}
            </span>
          )}
          {conversation.lookSoon && (
            <span className={classes.attention}>
              <IconEyeExclamation size={14} aria-hidden /> {t('lookSoon.mark')}
            </span>
          )}
          {conversation.needsAttention && (
            <span className={classes.attention}>
              <IconEye size={14} aria-hidden /> {t('inbox.attention')}
            </span>
          )}
          {conversation.needsSpeaker && !readsIt && (
            <span className={classes.attention}>
              <IconLanguage size={14} aria-hidden /> {t('inbox.askSpeaker')}
            </span>
          )}
          {state === 'closed' && (
            <span className={classes.done}>
              <IconCheck size={14} aria-hidden /> {t('inbox.closed')}
            </span>
          )}
          <span className={classes.students}>
            <bdi>{students.join(', ')}</bdi>
          </span>
          <Holder conversation={conversation} />
        </div>
      </Link>
    </li>
  );
}

function LanguageCode({ language }: { language: string | null }) {
  const languages = useLanguages();
  if (language === null) return null;
  return (
    <abbr className={classes.language} title={languages.name(language)}>
      {language.slice(0, 2).toUpperCase()}
    </abbr>
  );
}

function Snippet({ message }: { message: NonNullable<ConversationSummary['lastMessage']> }) {
  return (
    <div className={classes.snippets}>
      <div className={classes.snippet}>
        {message.direction === 'out' && (
          <IconArrowBackUp size={14} className={classes.sent} aria-label={t('inbox.weWrote')} />
        )}
        {message.holds === 'words' ? (
          <WrittenText language={message.language} lines={1} className={classes.words}>
            {message.text}
          </WrittenText>
        ) : (
          <em className={classes.wordless}>{t(`inbox.holds.${message.holds}`)}</em>
        )}
      </div>
      {message.translation !== null && (
        <WrittenText
          language={message.direction === 'in' ? 'en' : null}
          lines={1}
          className={classes.translation}
        >
          {message.translation}
        </WrittenText>
      )}
    </div>
  );
}

function Holder({ conversation: { assignee, state } }: { conversation: ConversationSummary }) {
  const me = useMe();
  if (assignee === null) {
    return state === 'closed' ? null : <span className={classes.holder}>{t('inbox.nobody')}</span>;
  }
  return <span className={classes.holder}>{assignee.id === me.id ? t('inbox.you') : assignee.name}</span>;
}
