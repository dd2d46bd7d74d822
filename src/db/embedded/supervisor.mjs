// Runs one server for as long as its parent lives. It stands in a session of its own, so that Ctrl-C does not reach
// the server, and reads standard input, whose other end only the parent holds: when the parent ends in whatever way,
// SIGKILL too, the pipe closes and the server is told to stop. Plain JavaScript, so that it starts without a loader.
import { spawn, spawnSync } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers';

/** @type {import('./run-supervised.js').SupervisedServer} */
const job = JSON.parse(process.argv[2] ?? '{}');
const log = openSync(job.logFile, 'a', 0o600);
const server = spawn(job.command, job.args, {
  cwd: job.cwd,
  env: job.env,
  ...(job.account ?? {}),
  stdio: ['ignore', log, log],
  windowsHide: true,
});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  if (process.platform === 'win32' && job.windowsStop) {
    spawnSync(job.windowsStop[0], job.windowsStop.slice(1), { windowsHide: true });
    return;
  }
  job.stopSignals.forEach((signal, index) => {
    setTimeout(() => server.kill(signal), index * job.patienceMs).unref();
  });
}

function end(code) {
  if (job.removeAfter) rmSync(job.removeAfter, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

server.on('error', () => end(127));
server.on('exit', (code) => end(code ?? 1));
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
