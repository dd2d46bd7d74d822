import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { EngineResult } from './engine.js';

export interface PipelineOptions {
  /** Full path of a mode file, for example `/usr/share/apertium/modes/eng-spa.mode`. */
  readonly modeFile: string;
  /** The longest a line may take once it is the oldest one in the pipeline. Milliseconds. */
  readonly timeoutMs: number;
  /** Lines waiting or under way; one more is refused. */
  readonly maxQueued: number;
}

interface Line {
  readonly input: string;
  readonly settle: (result: EngineResult) => void;
  /** How often a pipeline died or hung while this line was in it. */
  lost: number;
}

type Tree = ChildProcessByStdio<Writable, Readable, null>;

/** So many lines are written ahead of their answers: enough to keep every stage busy. */
const window = 16;
/** A line in the pipeline at this many deaths is the likely culprit and is given up. */
const mostDeaths = 2;
/** An answer longer than this without an end is no answer. Bytes. */
const largestAnswer = 1024 * 1024;

/**
 * The mode's own stages joined by pipes, each told (`-z`) to flush at a NUL, so that one tree of processes serves for
 * good. `$1` and `$2` are the mode file's own parameters: `-n` leaves the mark off unknown words.
 * The tree reads from a pipe of ours: when this process is gone, even by SIGKILL, end of file ends every stage.
 */
const script = 'eval "$(apertium-wblank-mode -z "$3")"';

/**
 * One Apertium mode as a lasting tree of processes: started on first use, restarted when it dies or hangs, one line in
 * and one line out between NULs. Lines never mix, and answers come in the order of the questions.
 */
export class ApertiumPipeline {
  readonly #options: PipelineOptions;
  #tree: Tree | undefined;
  #waiting: Line[] = [];
  #underway: Line[] = [];
  #received: Buffer[] = [];
  #receivedBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** The process id of the tree's head, which is also its process group; undefined while none runs. */
  get processId(): number | undefined {
    return this.#tree?.pid;
  }

  /** Translates one line: no newline, no NUL. Never rejects. */
  translateLine(line: string): Promise<EngineResult> {
    if (this.#closed) return Promise.resolve(failed('Apertium was shut down.', 'later'));
    if (this.#waiting.length + this.#underway.length >= this.#options.maxQueued) {
      return Promise.resolve(failed('Apertium has too much to do.', 'later'));
    }
    return new Promise((settle) => {
      this.#waiting.push({ input: `${escapeLine(line)}.[]\0`, settle, lost: 0 });
      this.#feed();
    });
  }

  /** Ends the whole process group; what was under way fails. Resolves once the tree is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    const tree = this.#tree;
    // Of what a signal ended, the exit code stays null.
    const isRunning = tree?.exitCode === null && tree.signalCode === null;
    const gone = isRunning ? exitOf(tree) : undefined;
    this.#stop();
    for (const line of [...this.#underway.splice(0), ...this.#waiting.splice(0)]) {
      line.settle(failed('Apertium was shut down.', 'later'));
    }
    await gone;
  }

  #feed(): void {
    // After a death the lines that were in the pipeline go through one by one, so that the culprit shows itself.
    const suspicious = [this.#underway[0], this.#waiting[0]].some(
      (line) => line !== undefined && line.lost > 0,
    );
    while (this.#underway.length < (suspicious ? 1 : window)) {
      const line = this.#waiting.shift();
      if (line === undefined) return;
      this.#underway.push(line);
      if (this.#underway.length === 1) this.#watch();
      this.#tree ??= this.#start();
      this.#tree.stdin.write(line.input);
    }
  }

  #start(): Tree {
    // `--norc`: bash takes a socket on its standard input, which is what Node gives it, for a remote login and would
    // read the user's .bashrc. `detached`: a process group of its own, ended as a whole.
    const tree = spawn(
      'bash',
      ['--noprofile', '--norc', '-c', script, '_', '-n', '', this.#options.modeFile],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        detached: true,
        env: { PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
      },
    );
    const died = (): void => {
      if (this.#tree === tree) this.#recover();
    };
    tree.on('error', died);
    tree.on('exit', died);
    // A write to a tree that just died; its exit is what we act on.
    tree.stdin.on('error', () => undefined);
    tree.stdout.on('data', (chunk: Buffer) => {
      if (this.#tree === tree) this.#receive(chunk);
    });
    // An idle tree must not keep this process alive: the waiting line's timer does that while there is work.
    tree.unref();
    for (const stream of [tree.stdin, tree.stdout]) {
      if (stream instanceof Socket) stream.unref();
    }
    return tree;
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      const answer = Buffer.concat([...this.#received.splice(0), rest.subarray(0, end)]).toString('utf8');
      this.#receivedBytes = 0;
      rest = rest.subarray(end + 1);
      this.#underway.shift()?.settle(readAnswer(answer));
      this.#watch();
    }
    this.#received.push(rest);
    this.#receivedBytes += rest.length;
    if (this.#receivedBytes > largestAnswer) this.#recover();
    else this.#feed();
  }

  /** Gives the oldest line its time. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#underway.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#recover();
    }, this.#options.timeoutMs);
  }

  /** The tree died or hangs: end what is left of it, and put its lines back, or give up those that met two deaths. */
  #recover(): void {
    this.#stop();
    const retried: Line[] = [];
    for (const line of this.#underway.splice(0)) {
      line.lost += 1;
      if (line.lost < mostDeaths) retried.push(line);
      else line.settle(failed('Apertium stopped while it worked on this text.', 'later'));
    }
    this.#waiting.unshift(...retried);
    this.#feed();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    const tree = this.#tree;
    this.#tree = undefined;
    this.#received = [];
    this.#receivedBytes = 0;
    if (tree === undefined) return;
    tree.stdin.destroy();
    tree.stdout.destroy();
    if (tree.pid === undefined) return;
    try {
      process.kill(-tree.pid, 'SIGKILL');
    } catch {
      // The whole group is gone already.
    }
  }
}

const failed = (reason: string, retry: 'never' | 'later'): EngineResult => ({
  status: 'failed',
  reason,
  retry,
});

function exitOf(tree: Tree): Promise<void> {
  tree.ref();
  return new Promise((resolve) => {
    tree.once('exit', () => {
      resolve();
    });
    tree.once('error', () => {
      resolve();
    });
  });
}

/** The stream format gives these characters a meaning of their own. */
function escapeLine(line: string): string {
  return line.replace(/[\\^$@[\]{}<>/]/g, '\\$&');
}

function readAnswer(answer: string): EngineResult {
  // The full stop we appended helps the tagger see the sentence's end; the empty blank behind it marks it as ours.
  if (!answer.endsWith('.[]')) return failed('Apertium gave back half a text.', 'later');
  return { status: 'translated', text: answer.slice(0, -3).replace(/\\(.)/gsu, '$1') };
}
