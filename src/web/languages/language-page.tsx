import { Button, Group, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { LanguagePage as Language } from '../../api/languages.schemas.js';
import { BackLink, TextLink } from '../lib/links.js';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { offerUndo, tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import page from '../lib/page.module.css';
import { WithdrawFixedButton } from '../fixed-texts/withdraw-fixed-button.js';
import { useMe } from '../session/session.queries.js';
import { ApprovalNote } from './approval-note.js';
import classes from './languages-page.module.css';
import { languageQuery, useApprove, useTakeBackApproval } from './languages.queries.js';

const route = getRouteApi('/signed-in/settings/languages/$code');

/** Every consent, crisis and alert text of a language beside the English, for a speaker to read and approve. */
export function LanguagePage() {
  const { code } = route.useParams();
  const language = useQuery(languageQuery(code));
  return (
    <div className={page.page}>
      <BackLink to="/settings/languages">{t('languages.back')}</BackLink>
      {language.isPending ? (
        <Skeleton role="status" aria-label={t('common.loading')} height={300} radius="lg" mt="md" />
      ) : language.data === undefined ? (
        <FailedState error={language.error} retry={() => void language.refetch()} />
      ) : (
        <Parts language={language.data} />
      )}
    </div>
  );
}

type Part = Language['parts'][number];

function Parts({ language }: { language: Language }) {
  return (
    <>
      <title>{t('app.pageTitle', { name: language.name })}</title>
      <Title order={1} size="h2" mb="xs">
        {language.name}{' '}
        <Text span inherit c="dimmed" fw={400} lang={language.code} dir={language.direction}>
          {language.ownName}
        </Text>
      </Title>
      <State language={language} />
      {language.parts.map((part) => (
        <PartOfLanguage key={part.part} language={language} part={part} />
      ))}
    </>
  );
}

/** Whether the language is live, and what is still to be approved until it is. */
function State({ language: { isLive, parts } }: { language: Language }) {
  if (isLive) {
    return (
      <Notice tone="calm" title={t('languages.live')}>
        {t('languages.liveHint')}
      </Notice>
    );
  }
  const needed = parts.filter(({ makesLive }) => makesLive);
  const open = needed.filter((part) => !isApproved(part));
  const names = open.map(({ part }) => `“${t(`languages.part.${part}`)}”`).join(', ');
  return (
    <Notice
      tone="waiting"
      title={
        open.length === needed.length ? t('languages.notLive') : t('languages.notLiveYet', { parts: names })
      }
    >
      {t('languages.readHint')}
    </Notice>
  );
}

function PartOfLanguage({ language, part }: { language: Language; part: Part }) {
  return (
    <section className={classes.part} aria-labelledby={`part-${part.part}`}>
      <Title order={2} size="h4" id={`part-${part.part}`}>
        {t(`languages.part.${part.part}`)}
      </Title>
      <ApprovalNote part={part} />
      <ul className={classes.texts}>
        {part.texts.map(({ key, english, text, isWithdrawn }) => (
          <li key={key} className={classes.pair}>
            <WrittenText language="en">{english}</WrittenText>
            {text === null ? (
              <Text size="sm" c="var(--recado-waiting)">
                {isWithdrawn ? t('fixedText.withdrawnInList') : t('languages.none')}
              </Text>
            ) : (
              <div className={classes.own}>
                <WrittenText language={language.code}>{text}</WrittenText>
                {areFixed(part) && (
                  <WithdrawFixedButton
                    subject={{ language: language.code, key, words: text, english }}
                    language={language.code}
                    label={t('fixedText.withdrawText')}
                    about={english}
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <Decision language={language} part={part} />
    </section>
  );
}

function isApproved({ approval, hasChanged }: Part): boolean {
  return approval !== null && !hasChanged;
}

/** Ready replies and prompts are translations like others, and withdrawn where they went out. */
function areFixed({ part }: Part): boolean {
  return part !== 'replies' && part !== 'library';
}

/** What can be decided about a part: to approve it, or to take the approval back. The keyboard stays here meanwhile. */
function Decision({ language, part }: { language: Language; part: Part }) {
  const place = useRef<HTMLDivElement>(null);
  const isDone = isApproved(part);
  const decided = (): void => place.current?.focus();
  return (
    <div ref={place} tabIndex={-1} className={classes.decision}>
      {isDone ? (
        <TakeBack language={language} part={part} onDone={decided} />
      ) : part.texts.some(({ text }) => text === null) ? (
        <NotWhole language={language} part={part} />
      ) : (
        <Approve language={language} part={part} onDone={decided} />
      )}
    </div>
  );
}

interface DecisionProps {
  language: Language;
  part: Part;
  onDone: () => void;
}

function Approve({ language, part, onDone }: DecisionProps) {
  const approve = useApprove(language.code);
  const takeBack = useTakeBackApproval(language.code);
  const [speaker, setSpeaker] = useState('');
  const { hash } = part;
  const send = (speakerName: string | null): void =>
    approve.mutate(
      { part: part.part, hash, speakerName },
      {
        onSuccess: () => {
          offerUndo(t('languages.approvedDone', { part: t(`languages.part.${part.part}`) }), () =>
            takeBack.mutate({ part: part.part, hash }),
          );
          onDone();
        },
      },
    );
  if (!language.maySpeak && !language.mayName) {
    return (
      <Text size="sm" c="dimmed">
        {t('languages.mayNot', { language: language.name })}
      </Text>
    );
  }
  return (
    <Group align="end" gap="md">
      {language.maySpeak && (
        <Button loading={approve.isPending} onClick={() => send(null)}>
          {t('languages.approve', { language: language.name, count: part.texts.length })}
        </Button>
      )}
      {language.mayName && (
        <form
          className={classes.outside}
          onSubmit={(event) => {
            event.preventDefault();
            if (speaker.trim() !== '') send(speaker.trim());
          }}
        >
          <TextInput
            label={t('languages.speaker')}
            description={t('languages.speakerHint')}
            required
            maxLength={120}
            value={speaker}
            onChange={(event) => setSpeaker(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={approve.isPending}
            disabled={speaker.trim() === ''}
          >
            {t('languages.approveFor')}
          </Button>
        </form>
      )}
    </Group>
  );
}

function TakeBack({ language, part, onDone }: DecisionProps) {
  const me = useMe();
  const takeBack = useTakeBackApproval(language.code);
  const approve = useApprove(language.code);
  if (!language.maySpeak && !language.mayName) return null;
  const { hash, approval } = part;
  const name = t(`languages.part.${part.part}`);
  const send = (): void =>
    takeBack.mutate(
      { part: part.part, hash },
      {
        onSuccess: () => {
          const message = t('languages.takenBack', { part: name });
          const isOwn = language.maySpeak && approval?.speaker === me.name;
          // Nobody approves in the name of somebody else but an administrator.
          if (approval !== null && (isOwn || language.mayName)) {
            const speakerName = isOwn ? null : approval.speaker;
            offerUndo(message, () => approve.mutate({ part: part.part, hash, speakerName }));
          } else {
            tellDone(message);
          }
          onDone();
        },
      },
    );
  return (
    <Button
      variant="default"
      size="sm"
      loading={takeBack.isPending}
      aria-label={t('languages.takeBackOf', { part: name })}
      onClick={send}
    >
      {t('languages.takeBack')}
    </Button>
  );
}

/** Why a part cannot be approved, and for those who may see it the way to the texts that lack words. */
function NotWhole({ language, part }: { language: Language; part: Part }) {
  const isWithdrawn = part.texts.some((text) => text.isWithdrawn);
  return (
    <Text size="sm">
      {t('languages.notWhole')}{' '}
      {isWithdrawn && language.mayName && (
        <TextLink to="/settings/translation" hash="fixed" size="sm">
          {t('languages.toWithdrawn')}
        </TextLink>
      )}
      {isWithdrawn && !language.mayName && language.maySpeak && (
        <TextLink to="/reviews" size="sm">
          {t('languages.toWithdrawn')}
        </TextLink>
      )}
    </Text>
  );
}
