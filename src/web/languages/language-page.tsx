import { Button, Group, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { LanguagePage as Language } from '../../api/languages.schemas.js';
import { TextLink } from '../lib/links.js';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import page from '../lib/page.module.css';
import { WithdrawFixedButton } from '../fixed-texts/withdraw-fixed-button.js';
import { ApprovalNote } from './approval-note.js';
import classes from './languages-page.module.css';
import { languageQuery, useApprove } from './languages.queries.js';

const route = getRouteApi('/signed-in/settings/languages/$code');

/** Every consent, crisis and alert text of a language beside the English, for a speaker to read and approve. */
export function LanguagePage() {
  const { code } = route.useParams();
  const language = useQuery(languageQuery(code));
  return (
    <div className={page.page}>
      <TextLink to="/settings/languages" size="sm">
        {t('languages.back')}
      </TextLink>
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
      {!language.isLive && (
        <Notice tone="waiting" title={t('languages.notLive')}>
          {t('languages.readHint')}
        </Notice>
      )}
      {language.parts.map((part) => (
        <Part key={part.part} language={language} part={part} />
      ))}
    </>
  );
}

function Part({ language, part }: { language: Language; part: Language['parts'][number] }) {
  const isMissing = part.texts.some(({ text }) => text === null);
  const isApproved = part.approval !== null && !part.hasChanged;
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
      {!isApproved && !isMissing && <Approve language={language} part={part} />}
    </section>
  );
}

/** Ready replies and prompts are translations like others, and withdrawn where they went out. */
function areFixed({ part }: Language['parts'][number]): boolean {
  return part !== 'replies' && part !== 'library';
}

function Approve({ language, part }: { language: Language; part: Language['parts'][number] }) {
  const approve = useApprove(language.code);
  const [speaker, setSpeaker] = useState('');
  const send = (speakerName: string | null): void =>
    approve.mutate({ part: part.part, hash: part.hash, speakerName });
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
            send(speaker.trim());
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
