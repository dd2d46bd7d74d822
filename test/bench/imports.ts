import { createWriteStream } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { performance } from 'node:perf_hooks';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { applyImport } from '../../src/imports/apply.js';
import { insertImport } from '../../src/imports/imports.queries.js';
import { planImport } from '../../src/imports/plan.js';
import type { ImportTools } from '../../src/imports/tools.js';
import { systemClock } from '../../src/lib/clock.js';
import { createLogger } from '../../src/lib/log.js';
import { temporaryFolder } from '../support/servers.js';
import { round, type Report } from './report.js';
import { startBenchServers } from './servers.js';

/** Classes each student is in, and students a school has. */
const classesEach = 6;
const studentsASchool = 1000;
const mostSeconds = 60;
/** More than this above an idle process is not flat. */
const mostMegabytes = 250;

interface Measured {
  what: string;
  seconds: number;
  peakMegabytes: number;
}

/**
 * A OneRoster export of so many students, each with six classes and a guardian, every other one with two: read,
 * compared, applied, and read again with nothing to change; beside it the bare limit, PostgreSQL's COPY of the same
 * files into bare tables.
 */
export async function benchImport({ students }: { students: number }): Promise<Report> {
  const servers = await startBenchServers('postgres');
  const folder = await temporaryFolder('recado-roster-');
  try {
    await writeDistrict(folder, students);
    const bare = await measure('COPY of the same files', () => copyFiles(servers.db, folder));
    const log = createLogger('silent', 'bench');
    const tools: ImportTools = { db: servers.db, clock: systemClock, log, dataDir: folder };
    let id = '';
    const plan = await measure('read and compare', async () => {
      id = await planAnew(tools, folder, 'planned');
    });
    const apply = await measure('apply', async () => {
      await applyImport(tools, id);
    });
    const again = await measure('read again, nothing to change', async () => {
      await planAnew(tools, folder, 'planned');
    });
    const counted = await sql<{ count: number }>`
      select count(*)::integer as count from student where left_at is null`.execute(servers.db);
    if (counted.rows[0]?.count !== students) throw new Error('Not all students are there.');
    return report(students, [bare, plan, apply, again]);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await servers.close();
  }
}

async function planAnew(tools: ImportTools, folder: string, state: string): Promise<string> {
  const id = await insertImport(tools.db, tools.clock.now(), {
    kind: 'import',
    source: 'sis',
    name: 'district',
    options: { timeZone: 'America/New_York' },
    effectiveOn: null,
    staffId: null,
  });
  const planned = await planImport(tools, id, folder);
  if (planned.state !== state) throw new Error(`${planned.state}: ${planned.reason ?? ''}`);
  return id;
}

async function measure(what: string, work: () => Promise<void>): Promise<Measured> {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const start = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { what, seconds: (performance.now() - start) / 1000, peakMegabytes: peak / 1024 ** 2 };
}

function report(students: number, measured: readonly Measured[]): Report {
  const [bare, plan, apply] = measured;
  const seconds = (plan?.seconds ?? 0) + (apply?.seconds ?? 0);
  const growth = Math.max(...measured.map(({ peakMegabytes }) => peakMegabytes)) - (bare?.peakMegabytes ?? 0);
  return {
    benchmark: 'import',
    queue: 'none',
    settings: { students, enrollments: students * classesEach },
    rows: measured.map(({ what, seconds: taken, peakMegabytes }) => ({
      what,
      seconds: round(taken),
      'peak MB': Math.round(peakMegabytes),
    })),
    goals: [
      {
        goal: `seconds for all of it, at most ${mostSeconds}`,
        reached: round(seconds),
        isMet: seconds <= mostSeconds,
      },
      {
        goal: `MB above the bare limit, at most ${mostMegabytes}`,
        reached: Math.round(growth),
        isMet: growth <= mostMegabytes,
      },
    ],
  };
}

const users =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,metadata.homeLanguage';

/** A number in letters: names hold no digits. */
const word = (n: number): string => String(n).replace(/\d/gu, (digit) => 'abcdefghij'[Number(digit)] ?? '');

/** Written as a stream: memory does not grow with the district. */
async function writeDistrict(folder: string, students: number): Promise<void> {
  const schools = Math.ceil(students / studentsASchool);
  const classes = Math.ceil((students * classesEach) / 25);
  const schoolOfClass = (n: number): number => n % schools;
  /** Six classes of the student's own school, different ones. */
  const classOf = (n: number, k: number): number => {
    const school = n % schools;
    const perSchool = Math.floor(classes / schools);
    return school + schools * ((Math.floor(n / schools) * classesEach + k) % perSchool);
  };
  const languages = ['Spanish', 'ht', '中文', 'English', 'العربية', ''];
  const guardian = (id: string, n: number, area: string): string =>
    `${id},active,,true,s${n % schools},guardian,,,Parent${word(n)},Family${word(n)},,,,(${area}) ${200 + (n % 800)}-${String(Math.floor(n / 800)).padStart(4, '0')},,p${n},,,${languages[n % languages.length] ?? ''}\n`;
  const range = (length: number): number[] => Array.from({ length }, (_, n) => n);
  const files: Record<string, () => Generator<string>> = {
    manifest: function* () {
      yield 'propertyName,value\noneroster.version,1.1\n';
    },
    orgs: function* () {
      yield 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n';
      for (const n of range(schools)) yield `s${n},active,,School ${n},school,,\n`;
    },
    classes: function* () {
      yield 'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds\n';
      for (let n = 0; n < classes; n += 1)
        yield `c${n},active,,Class ${n},3,,,scheduled,,s${schoolOfClass(n)},\n`;
    },
    users: function* () {
      yield `${users}\n`;
      for (let n = 0; n < classes / 5; n += 1) {
        yield `t${n},active,,true,s${n % schools},teacher,,,Teacher,${word(n)},,,t${n}@bench.example,,,,,,\n`;
      }
      for (let n = 0; n < students; n += 1) {
        const agents = n % 2 === 0 ? `"g${n},h${n}"` : `g${n}`;
        yield `p${n},active,,true,s${n % schools},student,,,Given${word(n)},Family${word(n)},,,,,,${agents},3,,\n`;
        yield guardian(`g${n}`, n, '212');
        if (n % 2 === 0) yield guardian(`h${n}`, n, '718');
      }
    },
    enrollments: function* () {
      yield 'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n';
      for (let n = 0; n < classes; n += 1)
        yield `et${n},active,,c${n},s${schoolOfClass(n)},t${n % Math.ceil(classes / 5)},teacher,,,\n`;
      for (let n = 0; n < students; n += 1) {
        for (let k = 0; k < classesEach; k += 1)
          yield `e${n}-${k},active,,c${classOf(n, k)},s${n % schools},p${n},student,,,\n`;
      }
    },
  };
  for (const [name, rows] of Object.entries(files)) {
    await pipeline(Readable.from(rows()), createWriteStream(join(folder, `${name}.csv`)));
  }
  // PostgreSQL runs as another user.
  await chmod(folder, 0o755);
}

async function copyFiles(db: Kysely<Database>, folder: string): Promise<void> {
  const tables = { users: 19, enrollments: 10 };
  for (const [name, width] of Object.entries(tables)) {
    const columns = Array.from({ length: width }, (_, n) => `c${n} text`).join(', ');
    await sql.raw(`create table bare_${name} (${columns})`).execute(db);
    await sql.raw(`copy bare_${name} from '${folder}/${name}.csv' with (format csv, header)`).execute(db);
  }
}
