import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { createAuth } from '../../src/auth/auth.js';
import { createSignIn } from '../../src/auth/sign-in.js';
import { nodeArguments } from '../../src/cli/up/node-arguments.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { freePort } from '../../src/db/embedded/free-port.js';
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

/** Starts the whole of it. `environment` adds to what the processes are told, for example engines or a Redis. */
export async function startStage(environment: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const database = await createTestDatabase();
  const db = createDatabase(createPool(database.url, 4));
  const dataDir = await temporaryFolder('recado-stage-');
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const webUrl = `http://127.0.0.1:${port}`;
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    TWILIO_ACCOUNT_SID: testAccount.accountSid,
    TWILIO_AUTH_TOKEN: testAccount.authToken,
    TWILIO_API_BASE_URL: simulatorUrl,
    AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough',
    LOG_LEVEL: 'warn',
    TRANSLATION_ENGINES: 'apertium',
    ...environment,
  };
  const district = await buildDistrict(db, database.url, webUrl);
  const simulator = start('simulator', 'src/simulator/main.ts', {
    ...env,
    SIMULATOR_PORT: String(simulatorPort),
    SIMULATOR_BOOKS_DIR: `${dataDir}/books`,
    SIMULATOR_WEBHOOK_BASE_URL: webUrl,
  });
  const web = startKept('web', 'src/main.ts', env);
  let worker = startKept('worker', 'workers/main.ts', env);
  await until('the web server is ready', async () => (await fetch(`${webUrl}/readyz`)).ok);
  await until('the simulator is ready', async () => (await fetch(`${simulatorUrl}/healthz`)).ok);
  await registerPhones(simulatorUrl, district);

  const stage: Stage = {
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
    async killWorkers() {
      worker.kill('SIGKILL');
      await worker.hasEnded();
    },
    startWorkers() {
      worker = startKept('worker', 'workers/main.ts', env);
      return Promise.resolve();
    },
    async close() {
      for (const child of [worker, web, simulator]) child.kill('SIGTERM');
      await Promise.all([worker.hasEnded(), web.hasEnded(), ended(simulator)]);
      await db.destroy();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

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

interface Running {
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  hasEnded(): Promise<void>;
}

/** A process as a supervisor keeps it: started again when it gives up, as it does when the database is out of reach. */
function startKept(name: string, file: string, env: NodeJS.ProcessEnv): Running {
  let wanted = true;
  let child = run();
  function run(): ChildProcess {
    const one = start(name, file, env);
    one.on('exit', () => {
      if (wanted) child = run();
    });
    return one;
  }
  return {
    kill(signal) {
      wanted = false;
      child.kill(signal);
    },
    hasEnded: () => ended(child),
  };
}

function start(name: string, file: string, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, nodeArguments(file), { env, stdio: ['pipe', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      if (process.env.SHOW_STAGE !== undefined) process.stderr.write(`[${name}] ${chunk.toString()}`);
    });
  }
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function buildDistrict(db: Kysely<Database>, databaseUrl: string, webUrl: string) {
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
    publicBaseUrl: webUrl,
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
