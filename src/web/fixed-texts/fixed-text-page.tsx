import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { FixedText } from '../../api/fixed-texts.schemas.js';
import { BackLink, TextLink } from '../lib/links.js';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { dayAndTime, exactTime, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import page from '../lib/page.module.css';
import { Part } from '../nudges/part.js';
import { isAdministrator, useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { Side } from '../withdrawals/side.js';
import classes from '../withdrawals/withdrawals.module.css';
import { CorrectForm } from './correct-form.js';
import { fixedTextQuery } from './fixed-texts.queries.js';
import { GotItPart } from './got-it-part.js';
import { UndoForm } from './undo-form.js';

const route = getRouteApi('/signed-in/fixed-texts/$fixedTextId');

/** A withdrawn fixed text: what was wrong and why, what is sent instead, who got it, and what became of it. */
export function FixedTextPage() {
  const { fixedTextId } = route.useParams();
  const query = useQuery(fixedTextQuery(fixedTextId));
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('fixedText.title') })}</title>
      <Back />
      {query.isPending ? (
        <Skeleton role="status" aria-label={t('common.loading')} height={300} radius="lg" mt="md" />
      ) : query.data === undefined ? (
        <FailedState error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Loaded text={query.data} />
      )}
    </div>
  );
}

/** Administrators come from the page of the translations, speakers from what waits for them. */
function Back() {
  return isAdministrator(useMe()) ? (
    <BackLink to="/settings/translation" hash="fixed">
      {t('fixedText.backTranslation')}
    </BackLink>
  ) : (
    <BackLink to="/reviews">{t('withdrawal.back')}</BackLink>
  );
}

function Loaded({ text }: { text: FixedText }) {
  const languages = useLanguages();
  const { id, key, language, english, wrong, correction, correctedBy, state, isFindable } = text;
  const name = languages.name(language);
  const isStruck = state === 'english' || state === 'corrected';
  return (
    <Stack gap={24}>
      <header>
        <Title order={1} size="h2">
          {t('fixedText.heading', { language: name })}
        </Title>
        <Why text={text} />
      </header>
      <State text={text} />
      <div className={classes.sides}>
        <Side label={t('fixedText.english')}>
          <WrittenText language="en">{english}</WrittenText>
        </Side>
        <Side label={t(state === 'undone' ? 'fixedText.calledWrong' : 'fixedText.wrong', { language: name })}>
          <WrittenText language={language} className={isStruck ? classes.wrong : undefined}>
            {wrong}
          </WrittenText>
        </Side>
        {correction !== null && (
          <Side
            label={t(state === 'undone' ? 'fixedText.sentMeanwhile' : 'fixedText.rightBy', {
              language: name,
              name: correctedBy ?? '',
            })}
          >
            <WrittenText language={language}>{correction}</WrittenText>
          </Side>
        )}
      </div>
      {isStruck && <CorrectForm key={correction} text={text} />}
      <GotItPart id={id} isSpoken={key.startsWith('voice.')} isFindable={isFindable} />
      <History text={text} />
      {text.mayUndo && <UndoForm id={id} />}
    </Stack>
  );
}

function Why({ text: { by, at, reason } }: { text: FixedText }) {
  const now = useNow();
  return (
    <Text size="sm" title={exactTime(at, viewerZone)}>
      {t('withdrawal.whyLong', { name: by, reason, time: dayAndTime(at, viewerZone, now) })}
    </Text>
  );
}

function State({ text: { state, language, undoneBy, undoneAt } }: { text: FixedText }) {
  const now = useNow();
  const languages = useLanguages();
  return (
    <Notice tone={state === 'english' ? 'waiting' : 'calm'} title={t(`fixedText.state.${state}`)}>
      {t(`fixedText.means.${state}`, {
        language: languages.name(language),
        name: undoneBy ?? '',
        time: undoneAt === null ? '' : dayAndTime(undoneAt, viewerZone, now),
      })}{' '}
      {state === 'corrected' && (
        <TextLink to="/settings/languages/$code" params={{ code: language }} size="sm">
          {t('fixedText.approve', { language: languages.name(language) })}
        </TextLink>
      )}
    </Notice>
  );
}

function History({ text: { changes, language } }: { text: FixedText }) {
  const now = useNow();
  return (
    <Part title={t('fixedText.history')}>
      <ul className={classes.texts}>
        {changes.map(({ id, what, words, reason, by, at }) => (
          <li key={id}>
            <Text span size="sm" fw={600}>
              {t(`fixedText.change.${what}`, { name: by })}
            </Text>
            <Text span size="sm" c="dimmed" title={exactTime(at, viewerZone)}>
              {dayAndTime(at, viewerZone, now)}
            </Text>
            {reason !== null && (
              <Text span size="sm">
                {reason}
              </Text>
            )}
            {(what === 'corrected' || what === 'withdrawn_again') && (
              <Text size="sm" w="100%" component="div">
                <WrittenText language={language}>{words}</WrittenText>
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
