import { parseCookies } from 'better-auth/cookies';
import { Router, type Request as ExpressRequest, type Response as ExpressResponse } from 'express';
import { z } from 'zod';
import { clientIpHeader, type Auth } from '../auth/auth.js';
import { changePassword } from '../auth/change-password.js';
import { knownBrowserCookie, knownBrowserSeconds, markOf, withMark } from '../auth/known-browser.js';
import { endSession, readPassword } from '../auth/passwords.queries.js';
import { accountKey, giveBackTry, takeTry, type CountedTry } from '../auth/sign-in-tries.js';
import { activeStaffByEmail, staffOfAuthUser } from '../auth/staff.queries.js';
import { forbidden, RecadoError } from '../lib/errors.js';
import { fewAtOnce } from '../lib/few-at-once.js';
import { parseInput } from './problems.js';
import { authenticate, headersOf, type Gate } from './serve-route.js';
import { givePassword } from '../settings/staff.js';
import { ownPassword } from './session.schemas.js';
import { passwordFor, passwordGiven } from './staff.schemas.js';

export const signInInput = z.object({
  email: z.string().max(320),
  password: z.string().max(200),
  rememberMe: z.boolean().optional(),
});
/** The session's token is in the cookie alone, where no script can read it. */
export const signInResult = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

const sessionMade = signInResult.extend({ token: z.string() });

/**
 * The two calls of the sign-in library that are open to browsers, the change of one's own password, and a new one for a colleague.
 * Everything else it offers over HTTP (signing up, changing an email, resetting a password) is not reachable.
 */
export function signInRouter(gate: Gate, auth: Pick<Auth, 'handler' | '$context'>): Router {
  const router = Router();
  const { db, clock, config } = gate.rt;
  const checkPassword = passwordCheck(gate, auth);
  router.post('/sign-in/email', async (request, response) => {
    const input = parseInput(signInInput, request.body ?? {});
    // Nobody has an account by this, and what was typed may be the password.
    if (!z.email().safeParse(input.email).success) throw signInFailed();
    const { secret } = await auth.$context;
    const cookie = parseCookies(request.get('cookie') ?? '').get(knownBrowserCookie);
    const account = accountKey(input.email);
    const before = await readPassword(db, input.email);
    const answer = await checkPassword(request, input, markOf(secret, cookie, account));
    const made = sessionMade.parse(await answer.json());
    // Whoever took the password away meanwhile has ended the sessions there were, and not this one.
    if ((await readPassword(db, input.email)) !== before) {
      await endSession(db, made.token);
      throw signInFailed();
    }
    if (!(await staffOfAuthUser(db, made.user.id))) {
      await endSession(db, made.token);
      throw new RecadoError('no_access', 'This account is not active. Ask your administrator.', {
        status: 403,
      });
    }
    passCookies(answer, response);
    response.cookie(knownBrowserCookie, withMark(secret, cookie, account), {
      ...{ httpOnly: true, sameSite: 'strict', path: '/api/auth/sign-in' },
      secure: config.publicBaseUrl.startsWith('https://'),
      maxAge: knownBrowserSeconds * 1000,
    });
    response.json(signInResult.parse(made));
  });
  router.post('/sign-out', async (request, response) => {
    const answer = await askLibrary(gate, auth, request, '/sign-out', {});
    passCookies(answer, response);
    response.json(await answer.json());
  });
  router.post('/change-password', async (request, response) => {
    const { staff, sessionId } = await authenticate(gate, request, response);
    if (sessionId === undefined) throw forbidden('A token changes no password: sign in.');
    const input = parseInput(ownPassword, request.body ?? {});
    await changePassword(auth, db, clock.now(), { staff, sessionId, ...input });
    response.status(204).end();
  });
  router.post('/staff-password', async (request, response) => {
    const { staff, sessionId } = await authenticate(gate, request, response);
    if (sessionId === undefined) throw forbidden('A token gives no password: sign in.');
    const { staffId } = parseInput(passwordFor, request.body ?? {});
    const password = await givePassword(auth, gate.rt, staff, staffId);
    response.json(passwordGiven.parse({ password }));
  });
  return router;
}

/**
 * Asks the library whether a password is right, and counts it where it is not. One is slow to check on purpose: a few
 * are looked at at once, so that families' texts and who is signed in keep their share however many come.
 * @returns the check, which throws RecadoError 401 `sign_in_failed`, 429 `too_many_tries`, 503 `sign_in_busy`
 */
function passwordCheck(gate: Gate, auth: Pick<Auth, 'handler'>) {
  const inTurn = fewAtOnce(2, 40);
  return async (
    request: ExpressRequest,
    input: z.output<typeof signInInput>,
    browser: string | null,
  ): Promise<Response> => {
    const counted = await countOrRefuse(gate, input.email, browser);
    let isWrong = false;
    try {
      const answer = await inTurn(() => askLibrary(gate, auth, request, '/sign-in/email', input));
      if (answer) return answer;
      throw new RecadoError(
        'sign_in_busy',
        'Too many are signing in at this moment. Try again in a minute.',
        {
          ...{ status: 503, retry: 'later', retryAfterSeconds: 60 },
        },
      );
    } catch (error) {
      isWrong = error instanceof RecadoError && error.code === 'sign_in_failed';
      throw error;
    } finally {
      if (!isWrong) await giveBackTry(gate.rt.db, counted);
    }
  };
}

/** @throws RecadoError 429 `too_many_tries` */
async function countOrRefuse(
  { rt: { db, clock, log } }: Gate,
  email: string,
  browser: string | null,
): Promise<CountedTry> {
  const taken = await takeTry(db, clock.now(), { email, browser });
  if (!taken.isRefused) return taken.counted;
  if (taken.isFirst) {
    const staff = await activeStaffByEmail(db, email);
    log.warn(
      { staffId: staff?.id ?? null, seconds: taken.seconds },
      'too many wrong passwords for one account: it is closed for some minutes to browsers that do not know it',
    );
  }
  const minutes = Math.ceil(taken.seconds / 60);
  const wait = `Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, then try again.`;
  const elsewhere = 'A browser in which you have signed in before may let you in at once.';
  throw new RecadoError(
    'too_many_tries',
    `Too many wrong passwords for this email. ${wait} ${browser === null ? `${elsewhere} ` : ''}If you do not know the password any more, ask your administrator for a new one.`,
    { status: 429, retry: 'later', retryAfterSeconds: taken.seconds },
  );
}

/** @throws RecadoError 401 `sign_in_failed`, 403 `foreign_origin`, 429 `too_many_tries` with the seconds to wait */
async function askLibrary(
  { rt }: Gate,
  auth: Pick<Auth, 'handler'>,
  request: ExpressRequest,
  path: string,
  body: unknown,
): Promise<Response> {
  const headers = headersOf(request);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  headers.set(clientIpHeader, request.ip ?? '');
  const answer = await auth.handler(
    new Request(`${rt.config.publicBaseUrl}/api/auth${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  );
  if (answer.ok) return answer;
  throw refusal(answer);
}

function refusal(answer: Response): RecadoError {
  switch (answer.status) {
    case 400:
    case 401:
      return signInFailed();
    case 403:
      return new RecadoError('foreign_origin', 'This request did not come from a page of ours.', {
        status: 403,
      });
    case 429: {
      const seconds = Number(answer.headers.get('x-retry-after')) || 60;
      return new RecadoError('too_many_tries', `Too many tries. Try again in ${seconds} seconds.`, {
        status: 429,
        retry: 'later',
        retryAfterSeconds: seconds,
      });
    }
    default:
      return new RecadoError('sign_in_broken', 'Signing in does not work at the moment. Try again later.', {
        status: 503,
        retry: 'later',
      });
  }
}

const signInFailed = (): RecadoError =>
  new RecadoError('sign_in_failed', 'The email or the password is not right.', { status: 401 });

function passCookies(answer: Response, response: ExpressResponse): void {
  for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
}
