import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { demoPassword } from '../../auth/demo-password.js';
import { demoSignIns } from '../../auth/staff.queries.js';
import { createDatabase, createPool, type Database } from '../../db/database.js';
import { languageName } from '../../i18n/languages.js';
import { createLogger } from '../../lib/log.js';
import type { DemoPhone } from '../demo/demo-roster.js';
import { registerPhones } from '../demo/register-phones.js';
import { seedDemo, type GiveSignIn } from '../demo/seed-demo.js';

/** Someone the demo lets you sign in as. */
export interface DemoSignIn {
  readonly name: string;
  /** As people say it: "liaison, speaks Spanish". */
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoDistrict {
  readonly signIns: readonly DemoSignIn[];
  /** One sentence on what to do first. */
  readonly tryThis: string;
  /** Puts the families' phones on the simulator's page; call it once the simulator answers. */
  registerPhones(simulator: { url: string; accountSid: string; authToken: string }): Promise<void>;
}

/**
 * Sees that the demo district is in the database, which is empty or holds it already, and that its staff can sign in.
 * @throws RecadoError `demo_refused`
 */
export async function prepareDemo(databaseUrl: string): Promise<DemoDistrict> {
  const db = createDatabase(createPool(databaseUrl, 2));
  const signIn = openSignIn(databaseUrl, db);
  try {
    const phones = await seedDemo(db, new Date(), { createSignIn: signIn.give });
    return describe(await demoSignIns(db), phones);
  } finally {
    await signIn.close();
    await db.destroy();
  }
}

/** Sign-in is a large library, and after the first start nobody here needs it: it is loaded when it is. */
function openSignIn(databaseUrl: string, db: Kysely<Database>): { give: GiveSignIn; close(): Promise<void> } {
  const load = async () => {
    const [{ createAuth }, { createSignIn }] = await Promise.all([
      import('../../auth/auth.js'),
      import('../../auth/sign-in.js'),
    ]);
    // Accounts alone are made here: no cookie is signed with this secret.
    const auth = createAuth({
      databaseUrl,
      secret: randomBytes(32).toString('hex'),
      publicBaseUrl: 'http://127.0.0.1',
      log: createLogger('warn', 'demo'),
    });
    return { auth, createSignIn };
  };
  let loading: ReturnType<typeof load> | undefined;
  return {
    give: async (staffId, login) => {
      const { auth, createSignIn } = await (loading ??= load());
      await createSignIn(auth, db, staffId, login);
    },
    close: async () => {
      if (loading) await (await loading).auth.close();
    },
  };
}

const roles = {
  teacher: 'teacher',
  liaison: 'family liaison',
  school_admin: 'school administrator',
  district_admin: 'district administrator',
};

function describe(
  people: Awaited<ReturnType<typeof demoSignIns>>,
  phones: readonly DemoPhone[],
): DemoDistrict {
  return {
    signIns: people.map(({ name, email, role, languages }) => {
      const others = languages.filter((language) => language !== 'en').map(languageName);
      const speaks = others.length === 0 ? '' : `, speaks ${others.join(' and ')}`;
      return { name, role: `${roles[role]}${speaks}`, email, password: demoPassword };
    }),
    tryThis:
      "sign in as Emily Carter and send Grade 3 Reading a prompt, answer it in Spanish on Rosa Ortega's phone and ask when the bus comes, then sign in as Ana Ruiz and reply.",
    registerPhones: ({ url, accountSid, authToken }) => registerPhones(url, accountSid, authToken, phones),
  };
}
