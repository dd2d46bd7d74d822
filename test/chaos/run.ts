import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { freePort } from '../../src/db/embedded/free-port.js';
import { programArguments } from '../support/program.js';
import { temporaryFolder } from '../support/servers.js';
import { audit } from './audit.js';
import { buildChaosDistrict, type ChaosDistrict } from './district.js';
import { carrierDesk, countUnsettled, readIncidents, readMemories, type CarrierDesk } from './memories.js';
import { makePlan, type ChaosOptions, type Plan, type Trouble } from './plan.js';
import { startProcesses, type Processes } from './processes.js';
import type { ChaosReport } from './report.js';
import { startRestartablePostgres, startRestartableRedis, type RestartableServer } from './servers.js';

const account = { accountSid: `AC${'5'.repeat(32)}`, authToken: 'a-token-for-tests' };

/** What has not moved for so long has come to its end, good or bad: the slowest retry takes two minutes. */
const stillMs = 150_000;

interface Ground {
  plan: Plan;
  db: Kysely<Database>;
  district: ChaosDistrict;
  desk: CarrierDesk;
  processes: Processes;
  postgres: RestartableServer;
  redis: Awaited<ReturnType<typeof startRestartableRedis>> | undefined;
  servers: Record<string, number>;
  say: (line: string) => void;
}

/**
 * One campaign with everything going wrong that the plan has in store, then peace, then the comparison of books.
 * Everything it starts is its own, on loopback, and gone at the end.
 */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosReport> {
  const plan = makePlan(options);
  const folder = await temporaryFolder('recado-chaos-');
  const closers: (() => Promise<void>)[] = [
    process.env.KEEP_CHAOS_FOLDER === undefined
      ? () => rm(folder, { recursive: true, force: true })
      : () => Promise.resolve(say(`The run's folder is kept: ${folder}`)),
  ];
  try {
    const postgres = await startRestartablePostgres(folder);
    closers.push(() => postgres.stop());
    const redis = options.redis ? await startRestartableRedis(folder) : undefined;
    if (redis) closers.push(() => redis.stop());
    const db = createDatabase(createPool(postgres.url, 6));
    closers.push(() => db.destroy());
    // The campaign is to last through most of the troubles; three schools share two lines.
    const messagesPerSecond = Math.max(4, Math.ceil((options.texts * 1.2) / (plan.troubleMs / 1000)));
    const district = await buildChaosDistrict(db, { families: plan.families, messagesPerSecond });
    const ports = { web: await freePort(), simulator: await freePort() };
    const environment = environmentOf(plan, folder, ports, postgres.url, redis?.url);
    const simulator = spawn(process.execPath, programArguments('src/simulator/main.ts'), {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    closers.push(() => end(simulator));
    const desk = carrierDesk(`http://127.0.0.1:${ports.simulator}`, account);
    await until('the simulator answers', () => desk.struck().then(() => true));
    const processes = startProcesses({
      environment,
      points: plan.points,
      stopMs: plan.stopMs,
      logFile: join(folder, 'processes.log'),
    });
    closers.push(() => processes.close());
    const webUrl = `http://127.0.0.1:${ports.web}`;
    await until('the web server is ready', async () => (await fetch(`${webUrl}/readyz`)).ok);
    const servers: Record<string, number> = {};
    return await campaign(options, { plan, db, district, desk, processes, postgres, redis, servers, say });
  } finally {
    for (const close of closers.reverse()) await close().catch((error: unknown) => say(String(error)));
  }
}

function environmentOf(
  plan: Plan,
  folder: string,
  ports: { web: number; simulator: number },
  databaseUrl: string,
  redisUrl: string | undefined,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    DATA_DIR: folder,
    PORT: String(ports.web),
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_API_BASE_URL: `http://127.0.0.1:${ports.simulator}`,
    AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough',
    LOG_LEVEL: 'warn',
    TRANSLATION_ENGINES: 'none',
    DELIVERY_SURELY_NONE_SECONDS: String(plan.surelyNoneSeconds),
    SIMULATOR_PORT: String(ports.simulator),
    SIMULATOR_BOOKS_DIR: join(folder, 'books'),
    SIMULATOR_WEBHOOK_BASE_URL: `http://127.0.0.1:${ports.web}`,
    SIMULATOR_SEED: String(plan.seed),
    SIMULATOR_LIST_LAG_MS: plan.listLagMs.join('-'),
  };
}

async function campaign(options: ChaosOptions, ground: Ground): Promise<ChaosReport> {
  const { plan, db, desk, processes, say } = ground;
  const began = Date.now();
  await desk.addFaults(plan.faults);
  await ground.district.startNudges();
  await Promise.all([
    makeTrouble(ground, began),
    families(ground, began),
    staff(ground, began),
    progress(ground, began),
  ]);
  // Points that were never passed leave kills owing.
  processes.disarm();
  while (processes.kills() < options.kills) {
    processes.kill(processes.kills() % 2 === 0 ? 'worker 1' : 'worker 2', 'atRandom');
    await sleep(2_500);
  }
  const faults = countStruck(await desk.struck());
  await desk.clearFaults();
  const peaceAt = Date.now();
  // Workers look for texts the webhook missed when they start; otherwise every five minutes.
  processes.kill('worker 2', 'atRandom');
  say('Peace: what is under way is given time to settle.');
  const unsettled = await settle(ground);
  const books = await desk.books();
  const kept = await readMemories(db);
  const findings = audit({ books, ...kept, expected: expectedOf(ground) });
  const outbound = books.filter((text) => text.direction === 'outbound-api');
  return {
    options,
    seed: plan.seed,
    surelyNoneSeconds: plan.surelyNoneSeconds,
    listLagMs: plan.listLagMs,
    seconds: { trouble: seconds(peaceAt - began), settling: seconds(Date.now() - peaceAt) },
    kills: processes.kills(),
    processes: processes.tally,
    servers: ground.servers,
    faults,
    outbound: {
      queued: kept.deliveries.length,
      'taken by the carrier': outbound.length,
      ...countBy(kept.deliveries.map(({ state }) => state)),
    },
    attempts: { made: kept.attempts.length, ...countBy(kept.attempts.map(({ state }) => state)) },
    inbound: {
      written: books.filter((text) => text.direction === 'inbound').length,
      stored: kept.inbound.length,
      ...countBy(kept.inbound.map(({ processing }) => String(processing))),
    },
    incidents: await readIncidents(db),
    unsettled,
    findings,
  };
}

async function makeTrouble(ground: Ground, began: number): Promise<void> {
  // Each runs by itself: a server that is being restarted holds up no kill.
  const done: Promise<void>[] = [];
  for (const trouble of ground.plan.troubles) {
    await sleep(Math.max(0, began + trouble.atMs - Date.now()));
    done.push(strike(ground, trouble));
  }
  await Promise.all(done);
  await sleep(Math.max(0, began + ground.plan.troubleMs - Date.now()));
}

async function strike(
  { desk, processes, postgres, redis, servers }: Ground,
  trouble: Trouble,
): Promise<void> {
  switch (trouble.kind) {
    case 'kill':
      return processes.kill(trouble.target, 'atRandom');
    case 'stop':
      return processes.stop(trouble.target);
    case 'kill while asked': {
      await desk.addFaults([{ kind: 'timeoutAfterAccepting', holdMs: 4_000, count: 2 }]);
      const at = (await desk.struck()).length - 1;
      const end = Date.now() + 10_000;
      while (Date.now() < end && ((await desk.struck())[at]?.struck ?? 0) === 0) await sleep(20);
      processes.kill('worker 1', 'whileAsked');
      processes.kill('worker 2', 'whileAsked');
      return;
    }
    case 'crash PostgreSQL':
      await postgres.restart(trouble.downMs);
      break;
    case 'restart Redis':
      await redis?.restart(trouble.downMs);
      break;
    case 'empty Redis':
      await redis?.empty();
  }
  servers[trouble.kind] = (servers[trouble.kind] ?? 0) + 1;
}

async function families({ plan, desk, district }: Ground, began: number): Promise<void> {
  for (const { atMs, family, body } of plan.inbound) {
    const who = district.families[family];
    if (!who) continue;
    await sleep(Math.max(0, began + atMs - Date.now()));
    await desk.write({ from: who.e164, to: who.line, body });
  }
}

/** Staff try again when the database is away, as a person would; a reply that was not saved was not sent. */
async function staff({ plan, district }: Ground, began: number): Promise<void> {
  for (const { atMs, family, body } of plan.replies) {
    const who = district.families[family];
    if (!who) continue;
    await sleep(Math.max(0, began + atMs - Date.now()));
    for (;;) {
      try {
        await district.reply(who, body);
        break;
      } catch {
        await sleep(300);
      }
    }
  }
}

async function progress({ plan, db, processes, say }: Ground, began: number): Promise<void> {
  while (Date.now() - began < plan.troubleMs) {
    await sleep(Math.min(10_000, plan.troubleMs));
    const open = await countUnsettled(db).catch(() => undefined);
    say(
      `${seconds(Date.now() - began)} s, ${processes.kills()} kills, open: ${JSON.stringify(open ?? 'no database')}`,
    );
  }
}

/** Waits until nothing is under way any more, or nothing moves any more. @returns what is left */
async function settle({ db, processes, say }: Ground): Promise<Record<string, number>> {
  let last = '';
  for (let movedAt = Date.now(), told = 0; ;) {
    const open = await countUnsettled(db);
    if (JSON.stringify(open) !== last) movedAt = Date.now();
    last = JSON.stringify(open);
    if (Object.values(open).every((count) => count === 0) || Date.now() - movedAt > stillMs) return open;
    if (Date.now() - told > 10_000) {
      told = Date.now();
      say(`settling, ${processes.kills()} kills, open: ${last}`);
    }
    await sleep(500);
  }
}

/** Every family gets the question; every reply is queued as often as staff wrote it. */
function expectedOf({ plan, district }: Ground): { to: string; body: string | null; count: number }[] {
  const replies = new Map<string, { to: string; body: string; count: number }>();
  for (const { family, body } of plan.replies) {
    const to = district.families[family]?.e164 ?? '';
    const entry = replies.get(`${to} ${body}`) ?? { to, body, count: 0 };
    entry.count += 1;
    replies.set(`${to} ${body}`, entry);
  }
  return [...district.families.map(({ e164: to }) => ({ to, body: null, count: 1 })), ...replies.values()];
}

function countStruck(
  faults: readonly { kind: string; struck: number; on?: string }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, struck, on } of faults) {
    const name = on === 'read' ? `${kind} (look-up)` : kind;
    counts[name] = (counts[name] ?? 0) + struck;
  }
  return counts;
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isTrue().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Within a minute it did not come to pass that ${what}.`);
    await sleep(100);
  }
}
