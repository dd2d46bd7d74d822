import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { countTry, deleteTries, deleteTriesBefore, uncountTry } from './sign-in-tries.queries.js';

/** So many wrong passwords are taken for one account within this time. */
const mostTries = 10;
const triesMs = 15 * 60_000;

/** A try that was counted; to be given back where the password was not wrong. */
export interface CountedTry {
  key: string;
  startedAt: Date;
}

export type TryTaken =
  | { isRefused: false; counted: CountedTry }
  /** `isFirst` in this quarter of an hour: worth a line in the log. */
  | { isRefused: true; seconds: number; isFirst: boolean };

/** An account as its tries are counted, whether or not there is one: nothing of the email can be read from it. */
export function accountKey(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('hex');
}

/**
 * Counts a try to sign in before its password is looked at, so that many at once gain nothing.
 *
 * Wrong passwords are counted by account and not by address alone, since guesses come from many (OWASP, Authentication
 * Cheat Sheet, "Account Lockout"). A lock for an account is a way to keep its owner out, too; so it is short, further
 * guesses do not make it longer, and a browser in which she has signed in before has a count of its own that no
 * stranger reaches (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"; `known-browser.ts`). Ten in a
 * quarter of an hour are under a thousand a day, which leads nowhere with twelve characters, and are more than somebody
 * needs who looks for the right one. What is counted is the email as it was typed: whether it has an account shows in
 * no answer.
 * @param browser the mark of a browser that is known for this account
 */
export async function takeTry(
  db: Kysely<Database>,
  now: Date,
  { email, browser }: { email: string; browser: string | null },
): Promise<TryTaken> {
  const account = accountKey(email);
  const key = browser === null ? account : accountKey(`${account} ${browser}`);
  const over = new Date(now.getTime() - triesMs);
  const { startedAt, count } = await countTry(db, now, { key, over });
  if (count <= mostTries) return { isRefused: false, counted: { key, startedAt } };
  const seconds = Math.ceil((startedAt.getTime() + triesMs - now.getTime()) / 1000);
  return { isRefused: true, seconds, isFirst: count === mostTries + 1 };
}

/** The password was right, or nobody looked at it. */
export async function giveBackTry(db: Kysely<Database>, counted: CountedTry): Promise<void> {
  await uncountTry(db, counted);
}

/** A new password ends the wait: what was guessed so far was guessed of the old one. */
export async function forgetTries(trx: Transaction<Database>, email: string): Promise<void> {
  await deleteTries(trx, accountKey(email));
}

/** Forgets the tries that count for nothing any more. */
export async function forgetOldTries(rt: Pick<Runtime, 'db' | 'clock'>): Promise<void> {
  await deleteTriesBefore(rt.db, new Date(rt.clock.now().getTime() - triesMs));
}
