import { Button, Skeleton, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconSend2, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClassList, LibraryList, NudgeInput, NudgePreview } from '../../api/nudges.schemas.js';
import form from '../lib/form-page.module.css';
import { intentionFor, type Intention } from '../lib/intention.js';
import { IconLink } from '../lib/links.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { Notice } from '../lib/notice.js';
import { offerUndo, sentenceFor } from '../lib/undo-toast.js';
import { useNow } from '../lib/use-now.js';
import { isShortEnough } from '../lib/group-text.js';
import { t } from '../lib/words.js';
import { ClassChoice } from './class-choice.js';
import classes from './new-nudge-page.module.css';
import {
  classesQuery,
  libraryQuery,
  nudgePreviewQuery,
  useScheduleNudge,
  useTakeBackNudge,
  type NudgeContent,
} from './nudges.queries.js';
import { heldIn, PreviewPart } from './preview-part.js';
import { PromptChoice } from './prompt-choice.js';
import { WhenChoice, type When } from './when-choice.js';
import { isPast, nextThursday, schoolTimeWords } from './when.js';

/** So long what is sent "now" waits, so that Undo takes all of it back; a second longer than Undo is shown. */
const undoSeconds = 10;

type ClassItem = ClassList['items'][number];

/** Scheduling a nudge: class, prompt, time; everything is suggested, so that one button can be enough. */
export function NewNudgePage() {
  const list = useQuery(classesQuery);
  return (
    <div className={form.page} data-wide>
      <title>{t('app.pageTitle', { name: t('newNudge.title') })}</title>
      <header className={form.head}>
        <IconLink to="/nudges" variant="subtle" color="gray" size="lg" aria-label={t('nudges.back')}>
          <IconArrowLeft size={22} />
        </IconLink>
        <Title order={1} size="h3">
          {t('newNudge.title')}
        </Title>
      </header>
      {list.isPending ? (
        <Skeleton height={320} radius="lg" mt="md" />
      ) : list.isError ? (
        <FailedState error={list.error} retry={() => void list.refetch()} />
      ) : (
        <WithClasses list={list.data} />
      )}
    </div>
  );
}

function WithClasses({ list }: { list: readonly ClassItem[] }) {
  const [classId, setClassId] = useState<string | null>(null);
  const chosen = list.find(({ id }) => id === classId) ?? list[0];
  if (chosen === undefined) {
    return (
      <EmptyState icon={<IconUsersGroup size={40} stroke={1.3} />} title={t('newNudge.noClasses')}>
        {t('newNudge.noClassesHint')}
      </EmptyState>
    );
  }
  return <NudgeForm key={chosen.id} list={list} chosen={chosen} choose={setClassId} />;
}

interface FormProps {
  list: readonly ClassItem[];
  chosen: ClassItem;
  choose: (classId: string) => void;
}

function NudgeForm({ list, chosen, choose }: FormProps) {
  const now = useNow();
  const zone = chosen.school.timeZone;
  const library = useQuery(libraryQuery(chosen.id));
  const [ownContent, setContent] = useState<NudgeContent | null>(null);
  const [chosenWhen, setWhen] = useState<When | null>(null);
  const content = ownContent ?? suggestedContent(library.data);
  const when = chosenWhen ?? { at: nextThursday(now, zone), repeats: 'once', endsOn: null };
  const [settled] = useDebouncedValue(content, 400);
  const complete = mayGo(content);
  // What was written a moment ago may have been too long, whatever stands there now.
  const asked = content?.kind === 'own' ? settled : content;
  const preview = useQuery(nudgePreviewQuery(chosen.id, complete && mayGo(asked) ? asked : null));
  const scheduling = useScheduling();
  const past = when.at !== null && isPast(when.at, now, zone);
  const maySend = complete && !past && preview.data !== undefined && preview.data.recipients > 0;

  return (
    <>
      <div className={classes.columns}>
        <div className={classes.choices}>
          <ClassChoice list={list} chosen={chosen} choose={choose} />
          <PromptChoice library={library} content={content} setContent={setContent} />
        </div>
        <div className={classes.preview}>
          <PreviewPart preview={preview} school={chosen.school.name} empty={isEmpty(content)} />
        </div>
        <div className={classes.when}>
          <WhenChoice when={when} setWhen={setWhen} schoolId={chosen.school.id} timeZone={zone} past={past} />
        </div>
      </div>
      <footer className={form.foot}>
        {scheduling.error !== null && (
          <Notice tone="urgent" alert>
            {sentenceFor(scheduling.error)}
          </Notice>
        )}
        <Button
          size="lg"
          className={form.go}
          leftSection={<IconSend2 size={20} />}
          disabled={!maySend}
          loading={scheduling.busy}
          onClick={() => {
            if (content === null) return;
            const words = when.at === null ? null : schoolTimeWords(when.at, now, zone);
            const input: NudgeInput = {
              classId: chosen.id,
              content: content.kind === 'own' ? { ...content, text: content.text.trim() } : content,
              startsLocal: when.at,
              waitSeconds: when.at === null ? undoSeconds : 0,
              repeats: when.repeats,
              endsOn: when.endsOn,
            };
            scheduling.schedule(input, doneWords(preview.data, words));
          }}
        >
          {when.at === null
            ? t('newNudge.sendNow')
            : t('newNudge.send', { time: schoolTimeWords(when.at, now, zone) })}
        </Button>
      </footer>
    </>
  );
}

/** Whether the words of one's own are still to come. */
const isEmpty = (content: NudgeContent | null): boolean =>
  content?.kind === 'own' && content.text.trim() === '';

/** Whether there are words, and not too many. */
const mayGo = (content: NudgeContent | null): boolean =>
  content !== null && (content.kind === 'library' || (!isEmpty(content) && isShortEnough(content.text)));

function useScheduling() {
  const [intention, setIntention] = useState<Intention | null>(null);
  const navigate = useNavigate();
  const mutation = useScheduleNudge();
  const takeBack = useTakeBackNudge();
  const schedule = (input: NudgeInput, done: string): void => {
    const next = intentionFor(input, intention);
    setIntention(next);
    mutation.mutate(
      { input, key: next.key },
      {
        onSuccess: ({ id }) => {
          offerUndo(done, () => takeBack.mutate(id));
          void navigate({ to: '/nudges' });
        },
      },
    );
  };
  return { schedule, busy: mutation.isPending, error: mutation.error };
}

function suggestedContent(library: LibraryList['items'] | undefined): NudgeContent | null {
  const prompt = library?.find(({ suggested }) => suggested) ?? library?.[0];
  return prompt === undefined ? null : { kind: 'library', key: prompt.key };
}

function doneWords(preview: NudgePreview | undefined, time: string | null): string {
  const held = preview === undefined ? 0 : heldIn(preview);
  const count = (preview?.recipients ?? 0) - held;
  const goes =
    time === null
      ? t('newNudge.doneNow', { count, seconds: undoSeconds })
      : t('newNudge.done', { count, time });
  return held === 0 ? goes : `${goes} ${held} ${t('preview.willBeHeld')}.`;
}
