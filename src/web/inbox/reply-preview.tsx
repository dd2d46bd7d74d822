import { Skeleton, Textarea, UnstyledButton } from '@mantine/core';
import { IconLanguageOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import type { Preview } from '../../api/replies.schemas.js';
import { isNotApproved } from '../lib/not-approved.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import type { Draft } from './drafts.js';
import classes from './reply-preview.module.css';

interface Props {
  /** Null while nobody knows the family's language. */
  language: string | null;
  name: string;
  draft: Draft | null;
  preview: UseQueryResult<Preview>;
  /** Whether the preview is of what stands in the field. */
  settled: boolean;
  /** The writer's own translation; null goes back to the automatic one. */
  setTranslation: (text: string | null) => void;
  /** Of the field of a translation of one's own: it sends and is left as the field beside it is. */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** What the family gets, in its language, before it goes; a writer who speaks it can put it right. */
export function ReplyPreview(props: Props) {
  const { language, draft, preview } = props;
  const languages = useLanguages();
  const name = language === null ? t('thread.languageUnknown') : languages.name(language);
  const empty = draft === null || (draft.text.trim() === '' && draft.translation === null);
  return (
    <div className={classes.preview} data-empty={empty} aria-live="polite">
      <div className={classes.label}>
        <span>{name}</span>
        {!empty && <Mark {...props} />}
      </div>
      {empty ? (
        <p className={classes.faint}>{t('reply.previewHint', { name: props.name })}</p>
      ) : draft.translation !== null ? (
        <OwnTranslation {...props} own={draft.translation} text={draft.text.trim()} languageName={name} />
      ) : (
        <Automatic preview={preview} settled={props.settled} />
      )}
    </div>
  );
}

function Mark({ draft, preview, settled, setTranslation }: Props) {
  if (draft === null) return null;
  if (draft.translation !== null) {
    return (
      <>
        <span>{t('reply.yourWords')}</span>
        <UnstyledButton className={classes.change} onClick={() => setTranslation(null)}>
          {t('reply.automaticAgain')}
        </UnstyledButton>
      </>
    );
  }
  const data = preview.data;
  if (data === undefined || data.status === 'same_language') return null;
  const { quality } = data;
  return (
    <>
      {quality !== null && (
        <span className={quality === 'draft' || isNotApproved(data) ? classes.draft : undefined}>
          {isNotApproved(data) ? t('languages.notLive') : t(`reply.quality.${quality}`)}
        </span>
      )}
      {settled && (
        <UnstyledButton className={classes.change} onClick={() => setTranslation(data.text ?? '')}>
          {data.text === null ? t('reply.writeYourself') : t('reply.correct')}
        </UnstyledButton>
      )}
    </>
  );
}

function Automatic({ preview, settled }: { preview: UseQueryResult<Preview>; settled: boolean }) {
  const me = useMe();
  const { data } = preview;
  if (preview.isError) {
    return (
      <p className={classes.problem} role="alert">
        {sentenceFor(preview.error)}{' '}
        <UnstyledButton className={classes.change} onClick={() => void preview.refetch()}>
          {t('common.tryAgain')}
        </UnstyledButton>
      </p>
    );
  }
  if (data === undefined) return <Skeleton height={14} mt={6} width="80%" />;
  const mayCheck = data.text !== null && me.languages.includes(data.language);
  return (
    <div className={classes.words} data-old={!settled}>
      {data.text !== null && <WrittenText language={data.language}>{data.text}</WrittenText>}
      {data.reason !== null && !data.tooLong && (
        <p className={classes.problem}>
          <IconLanguageOff size={16} aria-hidden />{' '}
          <span>{t(mayCheck ? 'reply.heldForReader' : 'reply.held', { reason: data.reason })}</span>
        </p>
      )}
    </div>
  );
}

interface OwnProps extends Props {
  own: NonNullable<Draft['translation']>;
  text: string;
  languageName: string;
}

function OwnTranslation({ language, own, text, setTranslation, onKeyDown, languageName }: OwnProps) {
  return (
    <>
      <Textarea
        aria-label={t('held.ownLabel', { language: languageName })}
        variant="unstyled"
        classNames={{ input: classes.own }}
        lang={language ?? undefined}
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={8000}
        autoFocus
        value={own.text}
        onChange={(event) => setTranslation(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {own.from !== text && <p className={classes.problem}>{t('reply.englishChanged')}</p>}
    </>
  );
}
