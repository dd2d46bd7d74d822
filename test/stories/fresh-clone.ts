/**
 * The newcomer's story: a clone of this repository in an empty folder, an empty npm cache, `npm ci && npm start`, the
 * three links, Ctrl-C. Started by root it is told twice: by root, and by an ordinary user (nobody, with a home).
 * What is committed is cloned. `--results FILE` writes `{"passed": n, "failed": n}`.
 *
 * npx tsx test/stories/fresh-clone.ts [--results FILE]
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Generous bounds, in milliseconds: only what hangs reaches them. Stopping alone is a promise. */
const patience = { install: 300_000, start: 90_000, link: 10_000, stop: 5_000 };

interface Person {
  readonly name: string;
  /** Undefined for whoever runs this. */
  readonly uid?: number;
  readonly gid?: number;
}

interface Place {
  readonly folder: string;
  readonly clone: string;
  readonly environment: NodeJS.ProcessEnv;
}

const { values } = parseArgs({ options: { results: { type: 'string' } } });
const results = { passed: 0, failed: 0 };
for (const person of await people()) await tellStory(person);
if (values.results !== undefined) await writeFile(values.results, `${JSON.stringify(results)}\n`);
process.exitCode = results.failed === 0 ? 0 : 1;

async function people(): Promise<Person[]> {
  if (process.getuid?.() !== 0) return [{ name: 'this user' }];
  const number = async (option: string): Promise<number> =>
    Number((await run('id', [option, 'nobody'])).stdout);
  return [{ name: 'root' }, { name: 'an ordinary user', uid: await number('-u'), gid: await number('-g') }];
}

async function tellStory(person: Person): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'recado-clone-'));
  let started: Started | undefined;
  try {
    const place = await check(person, 'installs with an empty npm cache', () => install(person, folder));
    started = await check(person, 'starts and is ready', () => start(person, place));
    const { output, process: child } = started;
    await check(person, 'finds an answer behind all three links', () => openLinks(output()));
    await check(person, 'stops all of it with Ctrl-C within 5 s', () => stop(child, folder));
    started = undefined;
  } catch {
    // Said and counted already; what comes after it cannot be told.
  } finally {
    if (started) endGroup(started.process, 'SIGKILL');
    const made = await foldersOf(folder);
    await Promise.all(made.map((path) => rm(path, { recursive: true, force: true, maxRetries: 5 })));
  }
}

/** Does one part of the story, counts it, and passes on what it gives. */
async function check<T>(person: Person, what: string, part: () => Promise<T>): Promise<T> {
  const began = Date.now();
  try {
    const value = await part();
    results.passed += 1;
    console.log(`passed  ${person.name} ${what} (${((Date.now() - began) / 1_000).toFixed(1)} s)`);
    return value;
  } catch (error) {
    results.failed += 1;
    console.log(`FAILED  ${person.name} ${what}: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  }
}

async function install(person: Person, folder: string): Promise<Place> {
  const clone = join(folder, 'recado');
  const home = join(folder, 'home');
  await mkdir(home);
  // The clone may belong to somebody else, which git refuses unless it is told otherwise.
  const gitConfig = join(folder, 'gitconfig');
  await writeFile(gitConfig, '[safe]\n\tdirectory = *\n');
  await run('git', ['clone', '--quiet', '--no-local', root, clone], {
    env: { ...process.env, GIT_CONFIG_GLOBAL: gitConfig },
  });
  if (person.uid !== undefined) await run('chown', ['-R', `${person.uid}:${person.gid}`, folder]);
  const registry = await run('npm', ['config', 'get', 'registry'], { cwd: root });
  const place: Place = {
    folder,
    clone,
    environment: {
      ...inherited(),
      HOME: home,
      PORT: '0',
      npm_config_cache: join(folder, 'cache'),
      npm_config_registry: registry.stdout.trim(),
      npm_config_update_notifier: 'false',
    },
  };
  const child = launch(person, place, ['ci']);
  const output = gather(child);
  const code = await Promise.race([exitOf(child), sleep(patience.install, 'no end', { ref: false })]);
  if (code !== 0) {
    endGroup(child, 'SIGKILL');
    throw new Error(`npm ci ended with ${code}\n${output()}`);
  }
  return place;
}

/** What a network needs to be reached; nothing that the product reads. */
function inherited(): NodeJS.ProcessEnv {
  const wanted = /^(PATH|LANG|LC_ALL|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|(https?|no)_proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => wanted.test(name)));
}

interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
}

async function start(person: Person, place: Place): Promise<Started> {
  const child = launch(person, place, ['start']);
  const output = gather(child);
  let ended = false;
  void exitOf(child).then(() => (ended = true));
  const end = Date.now() + patience.start;
  while (!(await isReady(output()))) {
    if (ended || Date.now() > end) {
      endGroup(child, 'SIGKILL');
      throw new Error(`npm start ${ended ? 'ended' : 'was not ready in time'}\n${output()}`);
    }
    await sleep(200);
  }
  return { process: child, output };
}

async function isReady(output: string): Promise<boolean> {
  const inbox = linksIn(output).Inbox;
  if (inbox === undefined) return false;
  return (await statusOf(new URL('/readyz', inbox).href)) === 200;
}

async function openLinks(output: string): Promise<void> {
  const links = linksIn(output);
  for (const name of ['Inbox', 'Phones', 'Sign in']) {
    const link = links[name];
    if (link === undefined) throw new Error(`no link to ${name} was printed\n${output}`);
    const status = await statusOf(link);
    if (status !== 200) throw new Error(`${name} (${link}) answered ${status ?? 'nothing'}`);
  }
}

/** The links of the banner, by their names. */
function linksIn(output: string): Record<string, string | undefined> {
  const links = output.matchAll(/^ {2}(Inbox|Phones|Sign in) +(http\S+)$/gm);
  return Object.fromEntries(
    [...links].map(([, name, link]): [string, string | undefined] => [name ?? '', link]),
  );
}

async function statusOf(link: string): Promise<number | undefined> {
  try {
    const response = await fetch(link, { signal: AbortSignal.timeout(patience.link) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

/** A terminal's Ctrl-C reaches the whole process group. */
async function stop(child: ChildProcess, folder: string): Promise<void> {
  const exit = exitOf(child);
  endGroup(child, 'SIGINT');
  const inTime = await Promise.race([exit.then(() => true), sleep(patience.stop, false, { ref: false })]);
  if (!inTime) throw new Error('it was still running after 5 s');
  const left = await processesOf(await foldersOf(folder));
  if (left.length > 0) throw new Error(`left running: ${left.join(', ')}`);
}

/** The story's folder, and the database's where root's clone lies under a folder that is closed to its account. */
async function foldersOf(folder: string): Promise<string[]> {
  const pointer = join(folder, 'recado', '.recado', 'postgres-folder.txt');
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  return basename(elsewhere).startsWith('recado-') ? [folder, elsewhere] : [folder];
}

/** Command lines of processes that name one of these folders; nothing on systems without /proc. */
async function processesOf(folders: readonly string[]): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines
    .map((line) => line.replaceAll('\0', ' ').trim())
    .filter((line) => folders.some((folder) => line.includes(folder)));
}

function launch(person: Person, { clone, environment }: Place, args: string[]): ChildProcess {
  const { uid, gid } = person;
  return spawn('npm', args, {
    cwd: clone,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
}

function gather(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  return () => text;
}

async function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}
