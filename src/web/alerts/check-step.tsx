import { Button, Collapse, Skeleton, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconSend2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { AlertInput, AlertPreview } from '../../api/alerts.schemas.js';
import form from '../lib/form-page.module.css';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { clockTime, viewerZone } from '../lib/time.js';
import { sentenceFor, tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { PhonePicture, type PhoneScreen } from '../nudges/phone-picture.js';
import counts from '../nudges/preview-part.module.css';
import { useLanguages } from '../session/use-languages.js';
import { alertPreviewQuery, useSendAlert } from './alerts.queries.js';
import type { AlertSchool } from './draft.js';
import classes from './new-alert-page.module.css';

interface Props {
  input: AlertInput;
  /** One a draft, the same however often it is tried. */
  idempotencyKey: string;
  schools: readonly AlertSchool[];
}

/** What each family reads, who is left out, when the last one has it; and the button that sends it. */
export function CheckStep({ input, idempotencyKey, schools }: Props) {
  const preview = useQuery(alertPreviewQuery(input));
  const navigate = useNavigate();
  const sending = useSendAlert();
  const chosen = schools.filter((school) => input.schoolIds.includes(school.id));
  const [first] = chosen;
  if (preview.isPending)
    return <Skeleton height={420} radius="xl" role="status" aria-label={t('common.loading')} />;
  if (preview.isError && preview.data === undefined)
    return <FailedState error={preview.error} retry={() => void preview.refetch()} />;
  const { data } = preview;
  const send = (): void =>
    sending.mutate(
      { input, key: idempotencyKey },
      {
        onSuccess: ({ id }) => {
          tellDone(t('newAlert.done', { count: data.families }));
          // Back from the alert leads to the list, not to a draft that was sent.
          void navigate({ to: '/alerts/$alertId', params: { alertId: id }, replace: true });
        },
      },
    );
  return (
    <>
      <div className={classes.check}>
        <Facts preview={data} timeZone={first?.timeZone ?? 'UTC'} />
        {data.languages.length > 0 && (
          <Phones
            preview={data}
            school={
              chosen.length === 1 && first !== undefined
                ? first.name
                : t('alerts.schools', { count: chosen.length })
            }
          />
        )}
      </div>
      <footer className={form.foot}>
        {sending.error !== null && (
          <Notice tone="urgent" alert>
            {sentenceFor(sending.error)}
          </Notice>
        )}
        <Button
          size="lg"
          className={form.go}
          leftSection={<IconSend2 size={20} />}
          disabled={data.families === 0}
          loading={sending.isPending || sending.isSuccess}
          onClick={send}
        >
          {data.families === 0 ? t('newAlert.nobody') : t('newAlert.send', { count: data.families })}
        </Button>
      </footer>
    </>
  );
}

function Phones({ preview, school }: { preview: AlertPreview; school: string }) {
  const languages = useLanguages();
  return (
    <PhonePicture
      school={school}
      stale={false}
      languages={preview.languages.map(
        ({ language, families, text, origin, reason, segments }): PhoneScreen => {
          const name = languages.name(language);
          const sentence =
            origin === 'machine'
              ? `${t('newAlert.notApproved', { language: name })} ${reason ?? ''}`.trim()
              : origin === 'untranslated'
                ? t('newAlert.untranslated', { language: name, reason: reason ?? '' })
                : null;
          return {
            language,
            families,
            text,
            warning: sentence === null ? null : { short: t('newAlert.warning'), sentence },
            note: origin === 'approved' ? t('alerts.origin.approved') : null,
            segments,
          };
        },
      )}
    />
  );
}

function Facts({ preview, timeZone }: { preview: AlertPreview; timeZone: string }) {
  const { families, segments, price, lastFamilyAt, stopped, beyondCap, cancelsNudges } = preview;
  return (
    <div className={classes.facts}>
      <div className={classes.families}>
        {families === 0 ? t('newAlert.nobody') : t('newAlert.families', { count: families })}
      </div>
      {families > 0 && stopped.length === 0 && (
        <div>
          <div>
            {lastFamilyAt === null
              ? t('newAlert.lastAtUnknown')
              : t('newAlert.lastAt', { time: clockTime(lastFamilyAt, timeZone) })}
          </div>
          {lastFamilyAt !== null && timeZone !== viewerZone && (
            <div className={classes.faint}>
              {t('when.schoolTime', { zone: timeZone.replaceAll('_', ' ') })}
            </div>
          )}
        </div>
      )}
      <LeftOut preview={preview} />
      {segments > 0 && (
        <div className={classes.faint}>
          {t('delivery.segments', { count: segments })}
          {price !== null && ` · ${price}`}
        </div>
      )}
      {cancelsNudges && <div className={classes.faint}>{t('newAlert.cancelsNudges')}</div>}
      {stopped.length > 0 && (
        <Notice tone="urgent" title={t('newAlert.stopped', { names: stopped.join(', ') })}>
          {t('newAlert.stoppedHint')}
        </Notice>
      )}
      {beyondCap > 0 && (
        <Notice tone="waiting" title={t('newAlert.beyondCap')}>
          {t('newAlert.beyondCapHint', { count: beyondCap })}
        </Notice>
      )}
      <NotApproved preview={preview} />
    </div>
  );
}

/** Languages whose words no person has approved; why, stands with each on the picture of its phone. */
function NotApproved({ preview }: { preview: AlertPreview }) {
  const names = useLanguages();
  const namesOf = (origin: AlertPreview['languages'][number]['origin']): string =>
    preview.languages
      .filter((one) => one.origin === origin)
      .map((one) => names.name(one.language))
      .join(', ');
  const machine = namesOf('machine');
  const untranslated = namesOf('untranslated');
  if (machine === '' && untranslated === '') return null;
  return (
    <Notice tone="waiting" title={t('newAlert.notApprovedTitle')}>
      {machine !== '' && <div>{t('newAlert.notApproved', { language: machine })}</div>}
      {untranslated !== '' && (
        <div>{t('newAlert.untranslated', { language: untranslated, reason: '' }).trim()}</div>
      )}
    </Notice>
  );
}

function LeftOut({ preview: { leftOut, leftOutCount } }: { preview: AlertPreview }) {
  const [open, { toggle }] = useDisclosure(false);
  if (leftOutCount === 0) return null;
  return (
    <div>
      <UnstyledButton className={counts.out} ms={0} onClick={toggle} aria-expanded={open}>
        {t('newAlert.leftOut', { count: leftOutCount })}
        {open ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
      </UnstyledButton>
      <Collapse expanded={open}>
        <ul className={counts.left}>
          {leftOut.map(({ name, reason, willBeCalled }, index) => (
            // Two people may have the same name and the same reason.
            <li key={index}>
              <bdi>{name}</bdi>: {reason}; {t(willBeCalled ? 'newAlert.willBeCalled' : 'newAlert.noNumber')}
            </li>
          ))}
          {leftOutCount > leftOut.length && (
            <li className={classes.faint}>
              {t('newAlert.leftOutMore', { shown: leftOut.length, count: leftOutCount })}
            </li>
          )}
        </ul>
      </Collapse>
    </div>
  );
}
