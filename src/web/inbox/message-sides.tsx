import { Loader } from '@mantine/core';
import { IconLanguageOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageView } from '../../api/thread.schemas.js';
import { isNotApproved } from '../lib/not-approved.js';
import { TextLink } from '../lib/links.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './message-sides.module.css';

type Translation = MessageView['translations'][number];

/** What was written beside its translation: left the original, right the other language (below, where it is narrow). */
export function MessageSides({ message, held }: { message: MessageView; held: boolean }) {
  const other = otherSide(message, held);
  const fixed = fixedWordsOf(message);
  const mark = fixed === undefined ? t('message.original') : <Quality translation={fixed} held={held} />;
  return (
    <>
      <div className={classes.sides} data-two={other !== null}>
        <Side language={message.language} mark={other === null ? undefined : mark}>
          <WrittenText language={message.language}>{message.text}</WrittenText>
        </Side>
        {other}
      </div>
      <ExactBody message={message} />
    </>
  );
}

/** Recado writes by itself in the family's language: how far its words are trusted is said of them, not of their English. */
function fixedWordsOf({
  direction,
  senderName,
  language,
  translations,
}: MessageView): Translation | undefined {
  if (direction === 'in' || senderName !== null || language === 'en') return undefined;
  return translations.find((each) => each.language === 'en');
}

function otherSide(message: MessageView, held: boolean): ReactNode {
  const translation = message.translations.find((each) => each.language !== message.language);
  if (translation !== undefined) {
    // What a person wrote since stands in the wrong words' place.
    const isWithdrawn = message.withdrawal?.state === 'open';
    const isMeaning = fixedWordsOf(message) !== undefined;
    const mark = isMeaning ? t('message.meaning') : <Quality translation={translation} held={held} />;
    return (
      <Side language={translation.language} mark={mark}>
        <WrittenText language={translation.language} {...(isWithdrawn && { className: classes.withdrawn })}>
          {translation.text}
        </WrittenText>
      </Side>
    );
  }
  if (message.translationState === 'pending') {
    return (
      <div className={classes.missing} role="status">
        <Loader size={14} /> {t('message.translating')}
      </div>
    );
  }
  // A held text says below why it has no translation, with the ways on.
  if (message.translationState === 'untranslated' && !held && message.delivery?.state !== 'dropped') {
    return (
      <div className={classes.missing}>
        <IconLanguageOff size={18} aria-hidden />
        <span>
          <strong>{t('message.untranslated')}</strong> {message.translationReason}{' '}
          {message.direction === 'in' && <WhereItWaits language={message.language} />}
        </span>
      </div>
    );
  }
  return null;
}

/** To where an interpreter's words are written down, for those who cannot write them here. */
function WhereItWaits({ language }: { language: string | null }) {
  const me = useMe();
  if (language !== null && me.languages.includes(language)) return null;
  return (
    <TextLink to="/reviews" size="sm">
      {t('reviews.title')}
    </TextLink>
  );
}

interface SideProps {
  language: string | null;
  mark: ReactNode;
  children: ReactNode;
}

function Side({ language, mark, children }: SideProps) {
  const languages = useLanguages();
  return (
    <div className={classes.side}>
      {mark !== undefined && (
        <div className={classes.label}>
          {language !== null && <span>{languages.name(language)}</span>}
          <span>{mark}</span>
        </div>
      )}
      {children}
    </div>
  );
}

function Quality({
  translation: { quality, by, engine },
  held,
}: {
  translation: Translation;
  held: boolean;
}) {
  if (quality === 'draft') {
    return <span className={classes.draft}>{held ? t('message.draftNotSent') : t('message.draft')}</span>;
  }
  if (isNotApproved({ engine, quality })) return <span>{t('languages.notLive')}</span>;
  if (quality === 'machine')
    return <span title={t('message.engine', { engine })}>{t('message.machine')}</span>;
  return <>{by === null ? t('message.approved') : t('message.approvedBy', { name: by })}</>;
}

/** Quotes, dashes and spaces may have been exchanged for cheaper ones of the same look. */
const lettersOf = (words: string): string => words.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** The words that reach the phone, where a greeting or a hint was put around the translation. */
function ExactBody({ message: { delivery, text, translations } }: { message: MessageView }) {
  const body = delivery?.body ?? null;
  if (delivery === null || body === null) return null;
  const same = (words: string): boolean => lettersOf(words) === lettersOf(body);
  if (same(text) || translations.some((translation) => same(translation.text))) return null;
  return (
    <details className={classes.exact}>
      <summary>{t('message.exactly')}</summary>
      <WrittenText language={delivery.language}>{body}</WrittenText>
    </details>
  );
}
