import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { createAuth } from '../../src/auth/auth.js';
import { createSignIn } from '../../src/auth/sign-in.js';
import type { Part } from '../../src/cli/up/parts.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import {
  buildClass,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from './builders.js';
import { createTestDatabase } from './database.js';
import { startOnFreePorts } from './parts-on-ports.js';
import { programArguments } from './program.js';
import { readBooks, testAccount, type BookRecord } from './runtime.js';
import { temporaryFolder } from './servers.js';

const password = 'a-password-for-tests';

export interface StageFamily {
  language: string;
  e164: string;
  addressId: string;
  guardianName: string;
  studentName: string;
}

/** Somebody signed in, over HTTP as the staff app does it. */
export interface SignedIn {
  get<T>(path: string): Promise<T>;
  /** Sends an Idempotency-Key of its own unless one is given. */
  post<T>(path: string, body: unknown, key?: string): Promise<{ status: number; body: T }>;
}

/** Recado as it runs for a district: web server, workers and simulator, each a process, on a database of its own. */
export interface Stage {
  webUrl: string;
  simulatorUrl: string;
  db: Kysely<Database>;
  teacher: BuiltStaff;
  liaison: BuiltStaff;
  /** Of the school. */
  admin: BuiltStaff;
  classId: string;
  className: string;
  schoolId: string;
  line: string;
  families: Record<string, StageFamily>;
  /** The one that reads this language. */
  family(language: string): StageFamily;
  password: string;
  signIn(staff: BuiltStaff): Promise<SignedIn>;
  /** A family writes on its phone. */
  write(family: StageFamily, body: string): Promise<void>;
  /** What the carrier's own books say went to this family from us. */
  received(family: StageFamily): Promise<BookRecord[]>;
  /** Everything in the carrier's own books. */
  books(): Promise<BookRecord[]>;
  fault(rule: Record<string, unknown>): Promise<void>;
  killWorkers(): Promise<void>;
  startWorkers(): Promise<void>;
  close(): Promise<void>;
}

const authorization = `Basic ${Buffer.from(`${testAccount.accountSid}:${testAccount.authToken}`).toString('base64')}`;

const people = {
  es: ['Rosa Medina', 'Luis', 'Medina'],
  ht: ['Marie Joseph', 'Wideline', 'Joseph'],
  ar: ['نادية خليل', 'Omar', 'Khalil'],
  'zh-Hans': ['王芳', 'Ming', 'Wang'],
} as const;

/**
 * Starts the whole of it. `environment` adds to what the processes are told, for example engines or a Redis.
 * @throws Error with what each process said where they are not ready within a minute; nothing is left behind then
 */
export async function startStage(environment: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    return { ...(await openStage(environment, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `closers` gets what undoes each step as soon as that is done. */
async function openStage(
  environment: NodeJS.ProcessEnv,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<Stage, 'close'>> {
  const database = await createTestDatabase();
  closers.push(() => database.drop());
  const db = createDatabase(createPool(database.url, 4));
  closers.push(() => db.destroy());
  const dataDir = await temporaryFolder('recado-stage-');
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const district = await buildDistrict(db, database.url);
  const told = { DATABASE_URL: database.url, DATA_DIR: dataDir, ...environment };
  const { ports, parts } = await startOnFreePorts((...chosen) => partsOfStage(told, chosen), {
    howManyPorts: 2,
  });
  closers.push(() => Promise.all(Object.values(parts).map((part) => part.stop())));
  const [webUrl, simulatorUrl] = urlsOf(ports);
  await registerPhones(simulatorUrl, district);
  return {
    ...district,
    family(language) {
      const found = district.families[language];
      if (!found) throw new Error(`No family for ${language}`);
      return found;
    },
    webUrl,
    simulatorUrl,
    db,
    password,
    signIn: (staff) => signIn(webUrl, staff.email),
    async write(family, body) {
      const answer = await fetch(`${simulatorUrl}/phones/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: simulatorUrl },
        body: JSON.stringify({ from: family.e164, to: district.line, body }),
      });
      if (!answer.ok) throw new Error(`The phone could not send: ${answer.status} ${await answer.text()}`);
    },
    async received(family) {
      const books = await readBooks(simulatorUrl, authorization);
      return books.filter((text) => text.to === family.e164 && text.direction === 'outbound-api');
    },
    books: () => readBooks(simulatorUrl, authorization),
    async fault(rule) {
      const answer = await fetch(`${simulatorUrl}/simulator/faults`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(rule),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    killWorkers: () => parts.worker.kill(),
    startWorkers() {
      parts.worker.start();
      return Promise.resolve();
    },
  };
}

/** The processes, on the ports of the web server and of the simulator. */
function partsOfStage(
  told: NodeJS.ProcessEnv,
  ports: readonly number[],
): Record<'simulator' | 'web' | 'worker', Part> {
  const [webUrl, simulatorUrl] = urlsOf(ports);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    PORT: String(ports[0]),
    TWILIO_ACCOUNT_SID: testAccount.accountSid,
    TWILIO_AUTH_TOKEN: testAccount.authToken,
    TWILIO_API_BASE_URL: simulatorUrl,
    AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough',
    LOG_LEVEL: 'warn',
    TRANSLATION_ENGINES: 'apertium',
    ...told,
  };
  const forSimulator = {
    SIMULATOR_PORT: String(ports[1]),
    SIMULATOR_BOOKS_DIR: `${told.DATA_DIR}/books`,
    SIMULATOR_WEBHOOK_BASE_URL: webUrl,
  };
  return {
    simulator: {
      name: 'simulator',
      args: programArguments('src/simulator/main.ts'),
      env: { ...env, ...forSimulator },
      readyUrl: `${simulatorUrl}/healthz`,
    },
    web: { name: 'web server', args: programArguments('src/main.ts'), env, readyUrl: `${webUrl}/readyz` },
    worker: { name: 'worker', args: programArguments('workers/main.ts'), env },
  };
}

const urlsOf = ([web, simulator]: readonly number[]): [string, string] => [
  `http://127.0.0.1:${web}`,
  `http://127.0.0.1:${simulator}`,
];

/** Asks again and again until it is true. @throws after `seconds`, naming what did not happen */
export async function until(what: string, isTrue: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < end) {
    try {
      if (await isTrue()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`Within ${seconds} s it did not come to pass that ${what}.`, { cause: last });
}

async function buildDistrict(db: Kysely<Database>, databaseUrl: string) {
  const { schoolId, lineId } = await buildSchool(db, { name: 'Lincoln Elementary' });
  // The stories run at any hour of the day.
  await db
    .updateTable('school')
    .set({ contactFrom: '00:00', contactUntil: '00:00' })
    .where('id', '=', schoolId)
    .execute();
  const { e164: line } = await db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow();
  const teacher = await buildStaff(db, { role: 'teacher', name: 'Elena Rivera', schoolIds: [schoolId] });
  const liaison = await buildStaff(db, { name: 'Ana Ruiz', languages: ['en', 'es'], schoolIds: [schoolId] });
  const admin = await buildStaff(db, { role: 'school_admin', name: 'Grace Lee', schoolIds: [schoolId] });
  const { classId, name: className } = await buildClass(db, {
    schoolId,
    name: '3B',
    subject: 'math',
    teacherId: teacher.id,
  });
  const families: Record<string, StageFamily> = {};
  for (const [n, [language, [guardianName, givenName, familyName]]] of Object.entries(people).entries()) {
    const { studentId } = await buildStudent(db, { classId, givenName, familyName });
    const e164 = `+1475555010${n}`;
    const { addressId } = await buildGuardian(db, {
      language,
      name: guardianName,
      studentIds: [studentId],
      e164,
    });
    families[language] = { language, e164, addressId, guardianName, studentName: givenName };
  }
  const auth = createAuth({
    databaseUrl,
    secret: 'a-secret-for-tests-that-is-long-enough',
    publicBaseUrl: 'http://127.0.0.1',
    log: createLogger('silent', 'test'),
  });
  for (const staff of [teacher, liaison, admin])
    await createSignIn(auth, db, staff.id, { ...staff, password });
  await auth.close();
  return { teacher, liaison, admin, classId, className, schoolId, line, families };
}

async function registerPhones(
  simulatorUrl: string,
  district: Awaited<ReturnType<typeof buildDistrict>>,
): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/simulator/phones`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(
      Object.values(district.families).map((family) => ({
        number: family.e164,
        name: family.guardianName,
        language: family.language,
        line: district.line,
      })),
    ),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function signIn(webUrl: string, email: string): Promise<SignedIn> {
  const answer = await fetch(`${webUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: webUrl },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Sign-in failed: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return {
    async get<T>(path: string): Promise<T> {
      const got = await fetch(`${webUrl}${path}`, { headers: { cookie } });
      if (!got.ok) throw new Error(`GET ${path}: ${got.status} ${await got.text()}`);
      return (await got.json()) as T;
    },
    async post<T>(path: string, body: unknown, key: string = newId()) {
      const posted = await fetch(`${webUrl}${path}`, {
        method: 'POST',
        headers: { cookie, origin: webUrl, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      });
      return { status: posted.status, body: (await posted.json().catch(() => null)) as T };
    },
  };
}
