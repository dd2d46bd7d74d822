import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { directoryFilter } from '../../api/families.schemas.js';
import { inboxView } from '../../api/inbox.schemas.js';
import { keepDraftsOf } from '../inbox/drafts.js';
import { ApiProblem } from '../lib/api.js';
import { homeOf, meQuery } from '../session/session.queries.js';
import { FailedPage } from './failed-page.js';
import { NotFoundPage } from './not-found-page.js';
import { Shell } from './shell.js';
import { WaitingPage } from './waiting-page.js';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only a page of this app: never an address that someone else put into a link.
  validateSearch: z.object({
    back: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
    ended: z.boolean().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../session/sign-in-page.js'), 'SignInPage'),
});

/** Whoever had a page and is asked to sign in for the next is told that a session ended. */
let wasSignedIn = false;

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData(meQuery);
      keepDraftsOf(me.id);
      wasSignedIn = true;
      return { me };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      const search = {
        back: location.pathname === '/' ? undefined : location.href,
        ended: wasSignedIn || undefined,
      };
      // TanStack Router navigates by a thrown redirect.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw redirect({ to: '/sign-in', search });
    }
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: homeOf(context.me.role), replace: true });
  },
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  validateSearch: z.object({ view: inboxView.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../inbox/inbox-page.js'), 'InboxPage'),
});

const inboxStart = createRoute({
  getParentRoute: () => inbox,
  path: '/',
  component: lazyRouteComponent(() => import('../inbox/inbox-page.js'), 'NoConversation'),
});

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('../inbox/conversation-pane.js'), 'ConversationPane'),
});

const nudges = createRoute({
  getParentRoute: () => signedIn,
  path: '/nudges',
  component: lazyRouteComponent(() => import('../nudges/nudges-page.js'), 'NudgesPage'),
});

const newNudge = createRoute({
  getParentRoute: () => signedIn,
  path: '/nudges/new',
  component: lazyRouteComponent(() => import('../nudges/new-nudge-page.js'), 'NewNudgePage'),
});

const nudge = createRoute({
  getParentRoute: () => signedIn,
  path: '/nudges/$nudgeId',
  component: lazyRouteComponent(() => import('../nudges/nudge-page.js'), 'NudgePage'),
});

const families = createRoute({
  getParentRoute: () => signedIn,
  path: '/families',
  validateSearch: directoryFilter.catch({}),
  component: lazyRouteComponent(() => import('../families/families-page.js'), 'FamiliesPage'),
});

const family = createRoute({
  getParentRoute: () => signedIn,
  path: '/families/$guardianId',
  component: lazyRouteComponent(() => import('../families/family-page.js'), 'FamilyPage'),
});

const reviews = createRoute({
  getParentRoute: () => signedIn,
  path: '/reviews',
  component: lazyRouteComponent(() => import('../reviews/reviews-page.js'), 'ReviewsPage'),
});

const withdrawal = createRoute({
  getParentRoute: () => signedIn,
  path: '/withdrawals/$withdrawalId',
  component: lazyRouteComponent(() => import('../withdrawals/withdrawal-page.js'), 'WithdrawalPage'),
});

const fixedText = createRoute({
  getParentRoute: () => signedIn,
  path: '/fixed-texts/$fixedTextId',
  component: lazyRouteComponent(() => import('../fixed-texts/fixed-text-page.js'), 'FixedTextPage'),
});

const calendar = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/calendar',
  component: lazyRouteComponent(() => import('../calendar/calendar-page.js'), 'CalendarPage'),
});

const alerts = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts',
  component: lazyRouteComponent(() => import('../alerts/alerts-page.js'), 'AlertsPage'),
});

const newAlert = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts/new',
  validateSearch: z.object({ step: z.int().min(1).max(3).catch(1) }),
  component: lazyRouteComponent(() => import('../alerts/new-alert-page.js'), 'NewAlertPage'),
});

const alert = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts/$alertId',
  component: lazyRouteComponent(() => import('../alerts/alert-page.js'), 'AlertPage'),
});

const calls = createRoute({
  getParentRoute: () => signedIn,
  path: '/calls',
  component: lazyRouteComponent(() => import('../calls/calls-page.js'), 'CallsPage'),
});

const holds = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/holds',
  component: lazyRouteComponent(() => import('../holds/holds-page.js'), 'HoldsPage'),
});

const templates = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/whatsapp',
  component: lazyRouteComponent(() => import('../templates/templates-page.js'), 'TemplatesPage'),
});

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/imports',
  component: lazyRouteComponent(() => import('../imports/imports-page.js'), 'ImportsPage'),
});

const oneImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/imports/$importId',
  component: lazyRouteComponent(() => import('../imports/import-page.js'), 'ImportPage'),
});

const staff = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/staff',
  component: lazyRouteComponent(() => import('../staff/staff-page.js'), 'StaffPage'),
});

const tryText = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/try',
  component: lazyRouteComponent(() => import('../settings/try-page.js'), 'TryPage'),
});

const translation = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/translation',
  component: lazyRouteComponent(() => import('../translation/translation-page.js'), 'TranslationPage'),
});

const languages = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/languages',
  component: lazyRouteComponent(() => import('../languages/languages-page.js'), 'LanguagesPage'),
});

const language = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings/languages/$code',
  component: lazyRouteComponent(() => import('../languages/language-page.js'), 'LanguagePage'),
});

const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([
    home,
    inbox.addChildren([inboxStart, conversation]),
    nudges,
    newNudge,
    nudge,
    families,
    family,
    reviews,
    withdrawal,
    fixedText,
    calendar,
    languages,
    language,
    alerts,
    newAlert,
    alert,
    calls,
    holds,
    translation,
    templates,
    imports,
    oneImport,
    staff,
    tryText,
  ]),
]);

/** The app's pages. Each area is loaded when it is first opened. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingMinMs: 0,
    defaultPendingComponent: WaitingPage,
    defaultErrorComponent: FailedPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
