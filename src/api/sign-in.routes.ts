import { Router, type Request as ExpressRequest, type Response as ExpressResponse } from 'express';
import { z } from 'zod';
import { clientIpHeader, type Auth } from '../auth/auth.js';
import { changePassword } from '../auth/change-password.js';
import { staffOfAuthUser } from '../auth/staff.queries.js';
import { forbidden, RecadoError } from '../lib/errors.js';
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

/**
 * The two calls of the sign-in library that are open to browsers, the change of one's own password, and a new one for a colleague.
 * Everything else it offers over HTTP (signing up, changing an email, resetting a password) is not reachable.
 */
export function signInRouter(gate: Gate, auth: Pick<Auth, 'handler' | '$context'>): Router {
  const router = Router();
  router.post('/sign-in/email', async (request, response) => {
    const input = parseInput(signInInput, request.body ?? {});
    const answer = await askLibrary(gate, auth, request, '/sign-in/email', input);
    const result = signInResult.parse(await answer.json());
    if (!(await staffOfAuthUser(gate.rt.db, result.user.id))) {
      throw new RecadoError('no_access', 'This account is not active. Ask your administrator.', {
        status: 403,
      });
    }
    passCookies(answer, response);
    response.json(result);
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
    const { db, clock } = gate.rt;
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
      return new RecadoError('sign_in_failed', 'The email or the password is not right.', { status: 401 });
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

function passCookies(answer: Response, response: ExpressResponse): void {
  for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
}
