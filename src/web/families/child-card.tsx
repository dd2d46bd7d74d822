import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { FamilyChild, FamilyPage, RightKindView } from '../../api/families.schemas.js';
import { TextLink } from '../lib/links.js';
import { plainDate, plainDay } from '../lib/time.js';
import { t } from '../lib/words.js';
import classes from './card.module.css';
import { useTakeRightBack } from './families.queries.js';
import { RightDialog } from './right-dialog.js';

type Decision = FamilyChild['decisions'][number];

/** A child of the guardian: what the guardian may, and since when. */
export function ChildCard({ child, family }: { child: FamilyChild; family: FamilyPage }) {
  const [kind, setKind] = useState<RightKindView | null>(null);
  const [pastOpen, past] = useDisclosure(false);
  const earlier = child.decisions.filter((decision) => !decision.stands);
  return (
    <section className={classes.card} aria-label={child.name}>
      <div className={classes.head}>
        <bdi className={classes.strong}>{child.name}</bdi>
        <span className={classes.faint}>{child.relationship}</span>
      </div>
      <div className={classes.faint}>
        {[t('family.grade', { grade: child.grade }), ...child.classes, child.school.name].join(' · ')}
      </div>
      <dl className={classes.rights}>
        {child.rights.map((right) => {
          const decision = child.decisions.find(({ id }) => id === right.decisionId);
          return (
            <div key={right.kind} className={classes.right}>
              <dt>{t(`rights.kind.${right.kind}`)}</dt>
              <dd>
                <span className={classes.verdict} data-allowed={String(right.allowed)}>
                  {t(
                    `rights.${right.allowed === null ? 'unknown' : right.allowed ? 'allowed' : 'notAllowed'}`,
                  )}
                </span>
                <div className={classes.faint}>
                  {decision === undefined ? (
                    right.allowed !== null && t('rights.onRecord')
                  ) : (
                    <DecisionWords decision={decision} timeZone={child.school.timeZone} />
                  )}
                </div>
              </dd>
              {family.mayChange && (
                <Button
                  variant="default"
                  size="xs"
                  className={classes.act}
                  aria-label={t('rights.changeLabel', {
                    right: t(`rights.kind.${right.kind}`),
                    student: child.name,
                  })}
                  onClick={() => setKind(right.kind)}
                >
                  {t('rights.change')}
                </Button>
              )}
              <RightDialog
                opened={kind === right.kind}
                child={child}
                guardian={family}
                kind={right.kind}
                close={() => setKind(null)}
              />
            </div>
          );
        })}
      </dl>
      {child.otherGuardians.length > 0 && (
        <div className={classes.faint}>
          {t('families.otherGuardians')}{' '}
          {child.otherGuardians.map((other, n) => (
            <span key={other.id}>
              {n > 0 && ', '}
              <TextLink to="/families/$guardianId" params={{ guardianId: other.id }} size="sm">
                <bdi>{other.name}</bdi>
              </TextLink>{' '}
              ({other.relationship})
            </span>
          ))}
        </div>
      )}
      {earlier.length > 0 && (
        <div>
          <Button variant="subtle" size="compact-sm" px={0} aria-expanded={pastOpen} onClick={past.toggle}>
            {t('rights.earlier', { count: earlier.length })}
          </Button>
          {pastOpen && (
            <ol className={classes.list}>
              {earlier.map((decision) => (
                <li key={decision.id}>
                  {t(`rights.kind.${decision.kind}`)}:{' '}
                  {t(decision.allowed ? 'rights.allowed' : 'rights.notAllowed')}
                  <div className={classes.faint}>
                    <DecisionWords decision={decision} timeZone={child.school.timeZone} />
                  </div>
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
    </section>
  );
}

function DecisionWords({ decision, timeZone }: { decision: Decision; timeZone: string }) {
  const takeBack = useTakeRightBack();
  const dates =
    decision.untilDate === null
      ? t('rights.from', { from: plainDay(decision.fromDate) })
      : t('rights.fromUntil', { from: plainDay(decision.fromDate), until: plainDay(decision.untilDate) });
  return (
    <>
      {decision.orderSummary !== null && <bdi className={classes.summary}>{decision.orderSummary}</bdi>}
      {dates}
      {' · '}
      {decision.setBy === null
        ? t('rights.setBySchool')
        : t('rights.setBy', { name: decision.setBy, date: plainDate(decision.setAt, timeZone) })}
      {decision.withdrawnAt !== null && ` · ${t('rights.withdrawn')}`}
      {decision.stands && decision.setBy !== null && (
        <>
          {' · '}
          <Button
            variant="transparent"
            size="compact-xs"
            px={0}
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate(decision.id)}
          >
            {t('rights.takeBack')}
          </Button>
        </>
      )}
    </>
  );
}
