import { Button, Group, Progress, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ImportView } from '../../api/imports.schemas.js';
import { IconLink } from '../lib/links.js';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import classes from './imports-page.module.css';
import { StateBadge } from './imports-page.js';
import {
  importQuery,
  isBusy,
  sourcesQuery,
  useApply,
  useDiscard,
  useReadAgain,
  useUndoImport,
} from './imports.queries.js';
import { Difference } from './difference.js';

const route = getRouteApi('/signed-in/settings/imports/$importId');

/** One import: how far it is, the difference, and what can be done about it. */
export function ImportPage() {
  const { importId } = route.useParams();
  const imported = useQuery(importQuery(importId));
  return (
    <div className={classes.page}>
      <title>{t('app.pageTitle', { name: t('imports.title') })}</title>
      {imported.isPending ? (
        <Skeleton height={240} radius="lg" role="status" aria-label={t('common.loading')} />
      ) : imported.isError ? (
        <FailedState error={imported.error} retry={() => void imported.refetch()} />
      ) : (
        <Loaded imported={imported.data} />
      )}
    </div>
  );
}

function Loaded({ imported }: { imported: ImportView }) {
  const sources = useQuery(sourcesQuery).data?.items ?? [];
  const isOver = imported.state === 'failed' || imported.state === 'discarded';
  const isStuck = imported.state === 'reading' && imported.reason !== null;
  const mayPutAway = (imported.state === 'failed' || isStuck) && imported.kind === 'import';
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        <IconLink
          to="/settings/imports"
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('common.back')}
        >
          <IconArrowLeft size={22} />
        </IconLink>
        <Title order={1} size="h3" className={classes.facts}>
          {imported.kind === 'undo' ? t('imports.undoOf', { name: imported.name }) : imported.name}
        </Title>
        <StateBadge imported={imported} />
      </Group>
      {sources.length > 1 && (
        <Text size="sm" c="dimmed">
          {t('imports.from', { source: imported.source })}
        </Text>
      )}
      {imported.reason !== null && (
        <Notice tone={imported.state === 'failed' ? 'urgent' : 'waiting'} alert>
          {imported.reason}
        </Notice>
      )}
      {mayPutAway && <PutAway id={imported.id} />}
      {isBusy(imported) ? (
        <Working imported={imported} />
      ) : (
        !isOver && (
          <>
            <Actions imported={imported} />
            {imported.mayUndo && imported.undoUntil !== null && (
              <Text size="sm" c="dimmed">
                {t('imports.undoUntil', { time: exactTime(imported.undoUntil, viewerZone) })}
              </Text>
            )}
            {imported.language !== null && <LanguageColumn id={imported.id} language={imported.language} />}
            <Difference imported={imported} />
          </>
        )
      )}
    </Stack>
  );
}

/** The worker goes on whether or not this page is open. */
function Working({ imported }: { imported: ImportView }) {
  const { step = 'read', what = '', done = 0, total = 0 } = imported.progress;
  const share = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <Stack gap={6} role="status">
      <Text size="sm">{t(`imports.step.${step}`, { what })}</Text>
      <Progress value={step === 'compare' ? 100 : share} animated aria-label={t('imports.progress')} />
      <Text size="sm" c="dimmed">
        {t('imports.goesOn')}
      </Text>
    </Stack>
  );
}

/** OneRoster has no column for the home language, and a CSV may call it anything: a person can say which it is. */
function LanguageColumn({ id, language }: { id: string; language: NonNullable<ImportView['language']> }) {
  const again = useReadAgain(id);
  const { column, others } = language;
  if (column === null && others.length === 0) return null;
  return (
    <Select
      label={t('imports.language.label')}
      description={t(column === null ? 'imports.language.none' : 'imports.language.found')}
      data={column === null ? others : [column, ...others]}
      value={column}
      disabled={again.isPending}
      allowDeselect={false}
      searchable
      maw={460}
      onChange={(chosen) => {
        if (chosen !== null && chosen !== column) again.mutate(chosen);
      }}
    />
  );
}

function Actions({ imported }: { imported: ImportView }) {
  const navigate = useNavigate();
  const apply = useApply(imported.id);
  const undo = useUndoImport(imported.id);
  const { state, effectiveOn } = imported;
  const isOpen = state === 'planned' || state === 'stopped';
  const mayApply = isOpen && Object.values(imported.actions).some((count) => count > 0);
  // A second click may come before the button shows that it is busy.
  const isSent = useRef(false);
  const send = (): void => {
    if (isSent.current) return;
    isSent.current = true;
    apply.mutate(state === 'stopped', {
      onSettled: () => {
        isSent.current = false;
      },
    });
  };
  const label =
    state === 'stopped'
      ? t('imports.confirm')
      : effectiveOn === null
        ? t('imports.apply')
        : t('imports.applyOn', { day: effectiveOn });
  return (
    <Group gap="sm">
      {mayApply && (
        <Button color={state === 'stopped' ? 'red' : 'accent'} loading={apply.isPending} onClick={send}>
          {label}
        </Button>
      )}
      {(isOpen || state === 'scheduled') && <PutAway id={imported.id} />}
      {imported.mayUndo && (
        <Button
          variant="default"
          loading={undo.isPending}
          onClick={() =>
            undo.mutate(undefined, {
              onSuccess: ({ id }) =>
                void navigate({ to: '/settings/imports/$importId', params: { importId: id } }),
            })
          }
        >
          {t('imports.undo')}
        </Button>
      )}
      <Button
        component="a"
        href={`/api/imports/${imported.id}/difference.csv`}
        variant="subtle"
        leftSection={<IconDownload size={16} />}
      >
        {t('imports.download')}
      </Button>
    </Group>
  );
}

function PutAway({ id }: { id: string }) {
  const discard = useDiscard(id);
  return (
    <Group>
      <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
        {t('imports.discard')}
      </Button>
    </Group>
  );
}
