import { Button, Menu } from '@mantine/core';
import type { FamilyNumber, FamilyPage } from '../../api/families.schemas.js';
import { ButtonLink, TextLink } from '../lib/links.js';
import { plainDate, viewerZone } from '../lib/time.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './card.module.css';
import { NumberChannel } from './number-channel.js';
import { NumberHours } from './number-hours.js';
import { useRestoreNumber, useRetireNumber, useRevealNumber, useUndoLink } from './families.queries.js';

const reasons = ['moved', 'wrong_number', 'reassigned'] as const;

/** A number of the guardian: whether texts arrive, what was agreed to, who else is there. */
export function NumberCard({ number, family }: { number: FamilyNumber; family: FamilyPage }) {
  const languages = useLanguages();
  const reveal = useRevealNumber(family.id, number.addressId);
  const { retiredAt, retiredReason } = number;
  return (
    <section className={classes.card} data-retired={retiredAt !== null} aria-label={number.masked}>
      <div className={classes.head}>
        <span className={classes.number} dir="ltr">
          {reveal.data?.number ?? number.masked}
        </span>
        {family.mayChange && reveal.data === undefined && (
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.act}
            loading={reveal.isPending}
            onClick={() => reveal.mutate(undefined)}
          >
            {t('families.reveal')}
          </Button>
        )}
      </div>
      {retiredAt !== null && retiredReason !== null ? (
        <div>{t(`families.retired.${retiredReason}`, { date: plainDate(retiredAt, viewerZone) })}</div>
      ) : (
        <div>
          {t(`consent.${number.consent}`)}
          {number.consentSince !== null &&
            ` ${t('family.since', { date: plainDate(number.consentSince, viewerZone) })}`}
        </div>
      )}
      {number.unreachable !== null && (
        <div className={classes.bad}>{t('family.unreachable', { reason: number.unreachable })}</div>
      )}
      {number.blocked && <div className={classes.bad}>{t('family.carrierBlocked')}</div>}
      {number.chosenLanguage !== null && (
        <div className={classes.faint}>
          {t('families.choseLanguage', { language: languages.name(number.chosenLanguage) })}
        </div>
      )}
      {retiredAt === null && <NumberChannel number={number} family={family} />}
      {retiredAt === null && <NumberHours number={number} family={family} />}
      {number.sharedWith.length > 0 && (
        <div className={classes.faint}>
          {t('families.sharedWith')}{' '}
          {number.sharedWith.map((other, n) => (
            <span key={other.id}>
              {n > 0 && ', '}
              <TextLink to="/families/$guardianId" params={{ guardianId: other.id }} size="sm">
                <bdi>{other.name}</bdi>
              </TextLink>
            </span>
          ))}
        </div>
      )}
      {number.check !== null && (
        <div className={classes.faint}>
          {t(`check.done.${number.check.how}`, {
            name: number.check.by,
            date: plainDate(number.check.at, viewerZone),
          })}
          {number.check.note !== null && ` “${number.check.note}”`}
        </div>
      )}
      <Acts number={number} family={family} />
    </section>
  );
}

function Acts({ number, family }: { number: FamilyNumber; family: FamilyPage }) {
  const retire = useRetireNumber(family.id, number.addressId);
  const restore = useRestoreNumber(family.id, number.addressId);
  const undo = useUndoLink();
  const { check } = number;
  return (
    <div className={classes.acts}>
      {number.conversations.map((conversation) => (
        <ButtonLink
          key={conversation.id}
          to="/inbox/$conversationId"
          params={{ conversationId: conversation.id }}
          variant="light"
          size="xs"
          className={classes.act}
        >
          {number.conversations.length > 1
            ? t('families.openThreadAt', { school: conversation.school })
            : t('families.openThread')}
        </ButtonLink>
      ))}
      {family.mayChange && number.retiredAt !== null && (
        <Button
          variant="default"
          size="xs"
          className={classes.act}
          loading={restore.isPending}
          onClick={() => restore.mutate(undefined)}
        >
          {t('families.restore')}
        </Button>
      )}
      {family.mayChange && number.retiredAt === null && (
        <Menu position="bottom-start" shadow="md" withArrow>
          <Menu.Target>
            <Button variant="default" size="xs" className={classes.act} loading={retire.isPending}>
              {t('families.retire')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {reasons.map((reason) => (
              <Menu.Item
                key={reason}
                onClick={() =>
                  retire.mutate(reason, {
                    onSuccess: () => offerUndo(t('families.retiredNow'), () => restore.mutate(undefined)),
                  })
                }
              >
                {t(`families.retireBecause.${reason}`)}
              </Menu.Item>
            ))}
            {check !== null && <Menu.Item onClick={() => undo.mutate(check.id)}>{t('check.undo')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
