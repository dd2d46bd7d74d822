import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconAddressBook,
  IconBellRinging,
  IconBrandWhatsapp,
  IconCalendarOff,
  IconExternalLink,
  IconFileImport,
  IconHandStop,
  IconInbox,
  IconKey,
  IconLanguage,
  IconLogout,
  IconMessageQuestion,
  IconPhone,
  IconPlugConnectedX,
  IconSparkles,
  IconUsers,
  IconVocabulary,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useMatches, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Me } from '../../api/session.schemas.js';
import { useOpenCalls } from '../calls/calls.queries.js';
import { HoldsBanner } from '../holds/holds-banner.js';
import { MissedRolloversBanner } from '../imports/missed-rollovers-banner.js';
import { useLiveUpdates } from '../lib/live.js';
import { Mark } from '../lib/mark.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { forgetDrafts } from '../inbox/drafts.js';
import { reviewCountsQuery } from '../reviews/reviews.queries.js';
import { signOutOfServer } from '../session/auth-client.js';
import { tellOtherTabs, useOnePerson } from '../session/one-person.js';
import { PasswordDialog } from '../session/password-dialog.js';
import { isAdministrator, useMe } from '../session/session.queries.js';
import { WithdrawalsBanner } from '../withdrawals/withdrawals-banner.js';
import classes from './shell.module.css';

/** The frame of every page after signing in: where one can go, who one is, and what is interrupted. */
export function Shell() {
  const me = useMe();
  useOnePerson(me);
  const live = useLiveUpdates();
  const matches = useMatches();
  const inThread = matches.some((match) => match.routeId === '/signed-in/inbox/$conversationId');
  const main = useFocusOnAreaChange();
  return (
    <div className={classes.frame} data-in-thread={inThread}>
      <a href="#main" className={classes.skip}>
        {t('app.skip')}
      </a>
      {me.district.kind === 'demo' && <DemoBanner phonesUrl={me.phonesUrl} />}
      <div className={classes.held}>
        {live === 'interrupted' && <Interrupted />}
        <HoldsBanner />
        {me.role === 'district_admin' && <MissedRolloversBanner />}
        <WithdrawalsBanner />
      </div>
      <nav className={classes.rail} aria-label={t('app.navigation')}>
        <div className={classes.brand} aria-hidden>
          <Mark />
        </div>
        <Areas role={me.role} />
        <div className={classes.foot}>
          <Account me={me} />
        </div>
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}

function Areas({ role }: { role: Me['role'] }) {
  const nudges = { to: '/nudges', icon: IconSparkles, label: t('app.nudges') } as const;
  const inbox = { to: '/inbox', icon: IconInbox, label: t('app.inbox') } as const;
  const families = { to: '/families', icon: IconAddressBook, label: t('families.title') } as const;
  const reviews = { to: '/reviews', icon: IconLanguage, label: t('reviews.area') } as const;
  const alerts = { to: '/alerts', icon: IconBellRinging, label: t('app.alerts') } as const;
  const calls = { to: '/calls', icon: IconPhone, label: t('app.calls') } as const;
  const isTeacher = role === 'teacher';
  const areas = isTeacher
    ? [nudges, inbox, families, reviews]
    : [inbox, reviews, families, nudges, alerts, calls];
  const counts = useQuery(reviewCountsQuery).data;
  const reviewsWaiting = (counts?.mine ?? 0) + (counts?.interpretingMine ?? 0);
  const callsOpen = useOpenCalls(!isTeacher);
  return (
    <ul className={classes.areas}>
      {areas.map(({ to, icon: Icon, label }) => (
        // On a phone, calls are reached from the alerts.
        <li key={to} className={to === '/calls' ? classes.wide : undefined}>
          <Link
            to={to}
            className={classes.area}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            <Icon size={22} stroke={1.7} aria-hidden />
            {label}
            {to === '/reviews' && reviewsWaiting > 0 && (
              <Count shown={String(reviewsWaiting)}>{t('reviews.waiting', { count: reviewsWaiting })}</Count>
            )}
            {to === '/calls' && callsOpen.count > 0 && (
              <Count shown={callsOpen.isMore ? `${callsOpen.count}+` : String(callsOpen.count)}>
                {t('calls.waiting', { count: callsOpen.count })}
              </Count>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** How much waits there; `children` says it in words. */
function Count({ shown, children }: { shown: string; children: ReactNode }) {
  return (
    <span className={classes.count}>
      <span aria-hidden>{shown}</span>
      <VisuallyHidden>{children}</VisuallyHidden>
    </span>
  );
}

function Account({ me }: { me: Me }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isChangingPassword, setChangingPassword] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const signOut = async (): Promise<void> => {
    try {
      await signOutOfServer();
    } catch (error) {
      tellProblem(t('session.stillSignedIn'), error);
      return;
    }
    forgetDrafts();
    tellOtherTabs();
    await navigate({ to: '/sign-in', search: {} });
    queryClient.clear();
  };
  return (
    <>
      <Menu position="right-end" width={260} shadow="md" withArrow>
        <Menu.Target>
          <UnstyledButton
            ref={button}
            className={classes.area}
            aria-label={t('app.account', { name: me.name })}
          >
            <Avatar name={me.name} size={26} radius="xl" color="accent" />
            <span className={classes.accountWord}>{t('app.me')}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label component="div">
            <Text size="sm" fw={600} c="var(--mantine-color-text)">
              {me.name}
            </Text>
            <Text size="xs">{t(`roles.${me.role}`)}</Text>
            <Text size="xs">{me.email}</Text>
            <Text size="xs" mt={4}>
              {me.schools.map((school) => school.name).join(', ') || me.district.name}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          {isAdministrator(me) && (
            <Menu.Item
              leftSection={<IconCalendarOff size={16} />}
              onClick={() => void navigate({ to: '/settings/calendar' })}
            >
              {t('calendar.menu')}
            </Menu.Item>
          )}
          {isAdministrator(me) && (
            <Menu.Item
              leftSection={<IconHandStop size={16} />}
              onClick={() => void navigate({ to: '/settings/holds' })}
            >
              {t('holds.menu')}
            </Menu.Item>
          )}
          {isAdministrator(me) && (
            <Menu.Item
              leftSection={<IconVocabulary size={16} />}
              onClick={() => void navigate({ to: '/settings/translation' })}
            >
              {t('translation.title')}
            </Menu.Item>
          )}
          {me.role === 'district_admin' && (
            <Menu.Item
              leftSection={<IconUsers size={16} />}
              onClick={() => void navigate({ to: '/settings/staff' })}
            >
              {t('staff.menu')}
            </Menu.Item>
          )}
          {me.role === 'district_admin' && (
            <Menu.Item
              leftSection={<IconFileImport size={16} />}
              onClick={() => void navigate({ to: '/settings/imports' })}
            >
              {t('imports.menu')}
            </Menu.Item>
          )}
          {me.role === 'district_admin' && (
            <Menu.Item
              leftSection={<IconBrandWhatsapp size={16} />}
              onClick={() => void navigate({ to: '/settings/whatsapp' })}
            >
              {t('templates.menu')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconMessageQuestion size={16} />}
            onClick={() => void navigate({ to: '/settings/try' })}
          >
            {t('tryText.menu')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLanguage size={16} />}
            onClick={() => void navigate({ to: '/settings/languages' })}
          >
            {t('languages.menu')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setChangingPassword(true)}>
            {t('session.change.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            {t('session.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog
        opened={isChangingPassword}
        email={me.email}
        close={() => setChangingPassword(false)}
        closed={() => button.current?.focus()}
      />
    </>
  );
}

function DemoBanner({ phonesUrl }: { phonesUrl: string | null }) {
  return (
    <div className={classes.demo} role="note">
      <span>{t('app.demo')}</span>
      {phonesUrl !== null && (
        <a href={phonesUrl} target="_blank" rel="noreferrer">
          {t('app.openPhones')} <IconExternalLink size={14} aria-hidden />
        </a>
      )}
    </div>
  );
}

function Interrupted() {
  return (
    <div className={classes.interrupted} role="status">
      <IconPlugConnectedX size={18} aria-hidden />
      {t('app.interrupted')}
    </div>
  );
}

/** After going to another area the keyboard starts at its content, not at the link that led there. */
function useFocusOnAreaChange() {
  const main = useRef<HTMLElement>(null);
  const area = useMatches({ select: (matches) => matches[2]?.routeId });
  const before = useRef(area);
  useEffect(() => {
    if (before.current !== area) main.current?.focus({ preventScroll: true });
    before.current = area;
  }, [area]);
  return main;
}
