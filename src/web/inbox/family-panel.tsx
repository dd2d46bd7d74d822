import type { ReactNode } from 'react';
import type { Thread } from '../../api/thread.schemas.js';
import { WhoIsThis } from '../families/who-is-this.js';
import { TextLink } from '../lib/links.js';
import { MomentText } from '../lib/moment-text.js';
import { plainDate } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { ConsentPart } from './consent-part.js';
import { OrderList } from './orders.js';
import classes from './family-panel.module.css';

/** Learning texts a family gets in a week at most. */
const learningTextsAWeek = 3;

/** Who the family is: children, how they are reached, what they agreed to, and what happened. */
export function FamilyPanel({ thread }: { thread: Thread }) {
  const { family } = thread;
  const languages = useLanguages();
  return (
    <div className={classes.panel}>
      {family.orders.length > 0 && (
        <Part title={t('orders.title')}>
          <OrderList orders={family.orders} />
        </Part>
      )}
      <Part title={t('family.children', { count: family.students.length })}>
        {family.students.length === 0 && <p className={classes.faint}>{t('family.noChildren')}</p>}
        {family.students.map((student) => (
          <div key={student.id}>
            <bdi className={classes.strong}>{student.name}</bdi>
            <div className={classes.faint}>
              {[t('family.grade', { grade: student.grade }), ...student.classes].join(' · ')}
            </div>
          </div>
        ))}
      </Part>
      <Part title={t('family.guardians', { count: family.guardians.length })}>
        {family.guardians.length === 0 && <p className={classes.faint}>{t('family.noGuardians')}</p>}
        <Former thread={thread} />
        {family.guardians.length === 0 && family.mayLink && (
          <div>
            <WhoIsThis thread={thread} />
          </div>
        )}
        {family.guardians.map((guardian) => (
          <div key={guardian.id} className={classes.line}>
            <TextLink to="/families/$guardianId" params={{ guardianId: guardian.id }} size="sm">
              <bdi>{guardian.name}</bdi>
            </TextLink>
            {guardian.homeLanguage !== null && (
              <span className={classes.faint}>{languages.name(guardian.homeLanguage)}</span>
            )}
          </div>
        ))}
      </Part>
      <Part title={t('family.reached')}>
        <div className={classes.line}>
          <span>
            {family.language === null ? t('thread.languageUnknown') : languages.name(family.language)}
          </span>
          <span className={classes.faint} dir="ltr">
            {family.number}
          </span>
        </div>
        {family.unreachable !== null && (
          <p className={classes.bad}>{t('family.unreachable', { reason: family.unreachable })}</p>
        )}
        <Week count={family.learningThisWeek} />
        <ConsentPart thread={thread} />
      </Part>
      {thread.history.length > 0 && (
        <Part title={t('family.history')}>
          <ol className={classes.history}>
            {thread.history.map((event) => (
              <li key={`${event.at} ${event.reason}`}>
                <div>{historyWords(event)}</div>
                <div className={classes.faint}>
                  {event.by === null && `${event.reason} · `}
                  <MomentText at={event.at} timeZone={thread.conversation.school.timeZone} as="day" />
                </div>
              </li>
            ))}
          </ol>
        </Part>
      )}
    </div>
  );
}

/** Guardians who are not reached here any more: why, and where to put that right. */
function Former({ thread: { family, conversation } }: { thread: Thread }) {
  return family.former.map((guardian) => (
    <p key={guardian.id} className={classes.faint}>
      <TextLink to="/families/$guardianId" params={{ guardianId: guardian.id }} size="sm">
        <bdi>{guardian.name}</bdi>
      </TextLink>{' '}
      {t(`families.retired.${guardian.reason}`, {
        date: plainDate(guardian.retiredAt, conversation.school.timeZone),
      })}
    </p>
  ));
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  );
}

function Week({ count }: { count: number }) {
  return (
    <div className={classes.line}>
      <span>{t('family.week')}</span>
      <span className={classes.week} title={t('family.weekHint', { count, most: learningTextsAWeek })}>
        {Array.from({ length: learningTextsAWeek }, (_, index) => (
          <span key={index} className={classes.pip} data-full={index < count} aria-hidden />
        ))}
        {t('family.ofMost', { count, most: learningTextsAWeek })}
      </span>
    </div>
  );
}

/** Staff who gave it on say so in a sentence of their own, with the reason in it. */
function historyWords({ by, to, reason }: Thread['history'][number]): string {
  if (by !== null) return reason.replace(/\.$/u, '');
  return to === null ? t('family.letGoAutomatic') : t('family.routedTo', { to });
}
