import { Skeleton, Title } from '@mantine/core';
import { IconArrowLeft, IconBellOff, IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { v4 as randomId } from 'uuid';
import form from '../lib/form-page.module.css';
import { IconLink } from '../lib/links.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { CheckStep } from './check-step.js';
import { emptyDraft, inputOf, type AlertDraft, type AlertSchool } from './draft.js';
import { KindStep } from './kind-step.js';
import classes from './new-alert-page.module.css';
import { placesQuery } from './alerts.queries.js';
import { saysDay } from './alert-words.js';
import { WhereStep } from './where-step.js';

const route = getRouteApi('/signed-in/alerts/new');

/** An alert in three steps: what happened, where and when, and a last look before everybody gets it. */
export function NewAlertPage() {
  const places = useQuery(placesQuery);
  return (
    <div className={form.page}>
      <title>{t('app.pageTitle', { name: t('newAlert.title') })}</title>
      {places.isPending ? (
        <Skeleton height={320} radius="lg" mt="md" role="status" aria-label={t('common.loading')} />
      ) : places.isError && places.data === undefined ? (
        <FailedState error={places.error} retry={() => void places.refetch()} />
      ) : !places.data.maySend ? (
        <EmptyState icon={<IconBellOff size={40} stroke={1.3} />} title={t('newAlert.notAllowed')}>
          {t('newAlert.notAllowedHint')}
        </EmptyState>
      ) : places.data.schools.length === 0 ? (
        <EmptyState icon={<IconSchool size={40} stroke={1.3} />} title={t('newAlert.noSchools')}>
          {t('newAlert.noSchoolsHint')}
        </EmptyState>
      ) : (
        <Steps schools={places.data.schools} />
      )}
    </div>
  );
}

/** The steps share one draft and one key: however often it is tried, and whatever is changed, it goes out once. */
function Steps({ schools }: { schools: readonly AlertSchool[] }) {
  const now = useNow();
  const navigate = useNavigate();
  const { step: asked } = route.useSearch();
  const [draft, setDraft] = useState<AlertDraft>(() => emptyDraft(schools));
  const [key] = useState(() => randomId());
  const input = inputOf(draft, schools, now);
  // An address from a link or a reload may be further than the draft is.
  const step = draft.kind === null ? 1 : input === null ? Math.min(asked, 2) : asked;
  const goTo = (next: number): void => void navigate({ to: '/alerts/new', search: { step: next } });
  return (
    <>
      <Head step={step} title={titleOf(step, draft)} />
      {step === 1 || draft.kind === null ? (
        <KindStep
          chosen={draft.kind}
          choose={(kind) => {
            setDraft({ ...draft, kind });
            goTo(2);
          }}
        />
      ) : step === 2 || input === null ? (
        <WhereStep
          kind={draft.kind}
          draft={draft}
          setDraft={setDraft}
          schools={schools}
          goOn={input === null ? null : () => goTo(3)}
        />
      ) : (
        <CheckStep input={input} idempotencyKey={key} schools={schools} />
      )}
    </>
  );
}

function titleOf(step: number, { kind }: AlertDraft): string {
  if (step === 1 || kind === null) return t('newAlert.kindTitle');
  if (step === 3) return t('newAlert.checkTitle');
  return t(saysDay(kind) ? 'newAlert.whereTitle' : 'newAlert.whereTitleNow');
}

function Head({ step, title }: { step: number; title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  // The next step is read out from its title on.
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  const back = { variant: 'subtle', color: 'gray', size: 'lg' } as const;
  return (
    <header className={form.head}>
      {step === 1 ? (
        <IconLink to="/alerts" aria-label={t('alerts.back')} {...back}>
          <IconArrowLeft size={22} />
        </IconLink>
      ) : (
        <IconLink to="/alerts/new" search={{ step: step - 1 }} aria-label={t('newAlert.stepBack')} {...back}>
          <IconArrowLeft size={22} />
        </IconLink>
      )}
      <div>
        <div className={classes.step}>{t('newAlert.step', { step })}</div>
        <Title order={1} size="h3" ref={heading} tabIndex={-1}>
          {title}
        </Title>
      </div>
    </header>
  );
}
