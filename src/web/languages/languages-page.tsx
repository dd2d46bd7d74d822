import { Badge, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LanguageRow } from '../../api/languages.schemas.js';
import { TextLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import page from '../lib/page.module.css';
import { ApprovalNote } from './approval-note.js';
import classes from './languages-page.module.css';
import { languagesQuery } from './languages.queries.js';

/** The state of each language on one page: who speaks it, who vouches for its texts, which engines know it. */
export function LanguagesPage() {
  const list = useQuery(languagesQuery);
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('languages.title') })}</title>
      <Title order={1} size="h2">
        {t('languages.title')}
      </Title>
      <Text c="dimmed" size="sm" className={page.subtitle} mb="md">
        {t('languages.subtitle')}
      </Text>
      {list.isPending ? (
        <Stack role="status" aria-label={t('common.loading')} gap="sm">
          {Array.from({ length: 5 }, (_, index) => (
            <Skeleton key={index} height={120} radius="lg" />
          ))}
        </Stack>
      ) : list.data === undefined ? (
        <FailedState error={list.error} retry={() => void list.refetch()} />
      ) : (
        <ul className={classes.list}>
          {[...list.data.items].sort(byNeed).map((language) => (
            <Language key={language.code} language={language} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Languages of families first, the most spoken on top; the rest as the house lists them. */
function byNeed(a: LanguageRow, b: LanguageRow): number {
  return b.families - a.families;
}

function Language({ language }: { language: LanguageRow }) {
  const { code, name, ownName, direction, isLive, families, speakers, files, parts } = language;
  return (
    <li className={classes.card}>
      <header className={classes.head}>
        <Title order={2} size="h4">
          {name}{' '}
          {ownName !== name && (
            <Text span c="dimmed" fw={400} lang={code} dir={direction}>
              {ownName}
            </Text>
          )}
        </Title>
        <Badge className={classes.state} data-live={isLive} variant="light" tt="none" size="lg">
          {isLive ? t('languages.live') : t(isPartly(parts) ? 'languages.partly' : 'languages.notLive')}
        </Badge>
      </header>
      <Text size="sm">
        {t('languages.families', { count: families })} ·{' '}
        {speakers.length === 0
          ? t('languages.noSpeakers')
          : t('languages.speakers', { names: speakers.join(', ') })}{' '}
        · {enginesOf(language)}
      </Text>
      {files.length === 0 ? (
        <Text size="sm">{t('languages.noTexts')}</Text>
      ) : (
        reviewsOf(files).map((sentence) => (
          <Text key={sentence} size="sm" c="dimmed">
            {sentence}
          </Text>
        ))
      )}
      {parts.length > 0 && (
        <>
          <ul className={classes.parts}>
            {alike(parts).map(([part, ...others]) => (
              <li key={part.part}>
                <Text span size="sm" fw={others.length === 0 ? 600 : 400}>
                  {[part, ...others].map((one) => t(`languages.part.${one.part}`)).join(' · ')}
                </Text>{' '}
                <ApprovalNote part={part} />
                {part.missing > 0 && (
                  <Text span size="sm">
                    {' '}
                    {t('languages.missing', { count: part.missing })}
                  </Text>
                )}
              </li>
            ))}
          </ul>
          <TextLink to="/settings/languages/$code" params={{ code }} size="sm" className={classes.open}>
            {t('languages.open')}
          </TextLink>
        </>
      )}
    </li>
  );
}

type Part = LanguageRow['parts'][number];

/** Whole parts nobody has approved are said in one breath, every other part by itself. */
function alike(parts: readonly Part[]): [Part, ...Part[]][] {
  const groups: [Part, ...Part[]][] = [];
  let open: [Part, ...Part[]] | null = null;
  for (const part of parts) {
    const isBare = part.approval === null && part.missing === 0;
    if (isBare && open !== null) {
      open.push(part);
      continue;
    }
    const group: [Part, ...Part[]] = [part];
    groups.push(group);
    if (isBare) open = group;
  }
  return groups;
}

function isPartly(parts: LanguageRow['parts']): boolean {
  return parts.some(({ makesLive, approval, hasChanged }) => makesLive && approval !== null && !hasChanged);
}

function enginesOf({ code, engines }: LanguageRow): string {
  if (code === 'en') return t('languages.source');
  const names = engines.flatMap(({ name, toFamily, toStaff }) => {
    if (toFamily === 'yes' && toStaff === 'yes') return [name];
    if (toFamily === 'yes') return [t('languages.oneWay', { name })];
    return toStaff === 'yes' ? [t('languages.otherWay', { name })] : [];
  });
  return names.length === 0 ? t('languages.noEngines') : t('languages.engines', { names: names.join(', ') });
}

/** One sentence for the files that say the same of their review. */
function reviewsOf(files: LanguageRow['files']): string[] {
  const sentences = new Map<string, { by: string | null; at: string | null; names: string[] }>();
  for (const { file, by, at } of files) {
    const key = `${by} ${at}`;
    const known = sentences.get(key) ?? { by, at, names: [] };
    known.names.push(t(`languages.file.${file}`));
    sentences.set(key, known);
  }
  return [...sentences.values()].map(({ by, at, names }) =>
    by === null
      ? t('languages.drafted', { files: names.join(', ') })
      : t('languages.reviewed', { by, at: at ?? '', files: names.join(', ') }),
  );
}
