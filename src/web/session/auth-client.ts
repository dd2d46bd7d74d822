import { createAuthClient } from 'better-auth/client';
import { ApiProblem, postOnly } from '../lib/api.js';
import { t } from '../lib/words.js';

const client = createAuthClient({ baseURL: window.location.origin, basePath: '/api/auth' });

/** Signs in; the session is a cookie. Throws {@link ApiProblem} with a sentence for people. */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  const { error } = await client.signIn.email({ email, password }).catch(() => ({ error: { status: 0 } }));
  if (error) throw new ApiProblem(error.status, 'sign_in_failed', detailOf(error) ?? reasonFor(error.status));
}

/** Ends the session on the server. Throws {@link ApiProblem} when that did not work. */
export async function signOutOfServer(): Promise<void> {
  const { error } = await client.signOut().catch(() => ({ error: { status: 0 } }));
  if (error && error.status !== 401)
    throw new ApiProblem(error.status, 'sign_out_failed', t('session.signOutFailed'));
}

/** Replaces the password of whoever is signed in. Throws {@link ApiProblem}. */
export function changeOwnPassword(passwords: { current: string; next: string }): Promise<void> {
  return postOnly('/api/auth/change-password', passwords);
}

/** The sentence of the server's problem+json, which the library hands on without naming it. */
function detailOf(error: object): string | null {
  return 'detail' in error && typeof error.detail === 'string' ? error.detail : null;
}

function reasonFor(status: number): string {
  if (status === 0) return t('errors.unreachable');
  if (status === 429) return t('session.tooManyTries');
  if (status === 403) return t('session.notAllowed');
  if (status >= 500) return t('errors.server', { status });
  return t('session.wrongPassword');
}
