import { Collapse, Skeleton, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { NudgePreview } from '../../api/nudges.schemas.js';
import { FailedState } from '../lib/states.js';
import { isNotApproved } from '../lib/not-approved.js';
import { t } from '../lib/words.js';
import { Part } from './part.js';
import { PhonePicture, type PhoneScreen } from './phone-picture.js';
import classes from './preview-part.module.css';

interface Props {
  preview: UseQueryResult<NudgePreview>;
  school: string;
  /** There are no words yet. */
  empty: boolean;
}

/** What families get, language by language, and how many get it, and who does not and why. */
export function PreviewPart({ preview, school, empty }: Props) {
  const data = empty ? undefined : preview.data;
  return (
    <Part title={t('preview.title')}>
      {preview.isError ? (
        <FailedState error={preview.error} retry={() => void preview.refetch()} />
      ) : data !== undefined ? (
        <>
          <Counts preview={data} />
          <PhonePicture
            languages={data.languages.map(screenOf)}
            school={school}
            stale={preview.isPlaceholderData}
          />
        </>
      ) : preview.isFetching ? (
        <Skeleton height={360} radius="xl" role="status" aria-label={t('common.loading')} />
      ) : (
        <p className={classes.faint}>{t('preview.nothingYet')}</p>
      )}
    </Part>
  );
}

function screenOf({
  language,
  families,
  text,
  reason,
  engine,
  quality,
  segments,
}: NudgePreview['languages'][number]): PhoneScreen {
  return {
    language,
    families,
    text,
    warning:
      reason === null ? null : { short: t('preview.willBeHeld'), sentence: t('preview.held', { reason }) },
    note:
      reason !== null || quality === null || language === 'en'
        ? null
        : isNotApproved({ engine, quality })
          ? t('languages.notLive')
          : t(`reply.quality.${quality}`),
    segments,
  };
}

/** To how many families it would not go before a person has looked at the words. */
export function heldIn({ languages }: NudgePreview): number {
  return languages.reduce((sum, { reason, families }) => sum + (reason === null ? 0 : families), 0);
}

function Counts({ preview }: { preview: NudgePreview }) {
  const { recipients, leftOut, segments, price } = preview;
  const held = heldIn(preview);
  const [open, { toggle }] = useDisclosure(false);
  return (
    <div className={classes.counts}>
      <div className={classes.who}>
        <strong>{t('preview.get', { count: recipients - held })}</strong>
        {held > 0 && (
          <span className={classes.held}>
            {held} {t('preview.willBeHeld')}
          </span>
        )}
        {leftOut.length > 0 && (
          <UnstyledButton className={classes.out} onClick={toggle} aria-expanded={open}>
            {t('preview.doNot', { count: leftOut.length })}
            {open ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
          </UnstyledButton>
        )}
      </div>
      {segments > 0 && (
        <div className={classes.faint}>
          {t('delivery.segments', { count: segments })}
          {price !== null && ` · ${price}`}
        </div>
      )}
      <Collapse expanded={open}>
        <ul className={classes.left}>
          {leftOut.map((family) => (
            <li key={`${family.name} ${family.student}`}>
              <bdi>{family.name}</bdi>
              {family.student !== null && (
                <span className={classes.faint}>
                  {' '}
                  (<bdi>{family.student}</bdi>)
                </span>
              )}
              : {family.reason}
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  );
}
