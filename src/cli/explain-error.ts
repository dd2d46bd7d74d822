import { causesOf, isDiskFull } from '../lib/disk-full.js';
import { messageOf, RecadoError } from '../lib/errors.js';

/** Codes of errors that are the caller's doing; the command line answers them with exit code 2. */
const wrongUse: ReadonlySet<string> = new Set(['bad_config', 'source_missing', 'wrong_use']);

const full = 'The disk is full: free some space, or set DATA_DIR to a folder on another disk.';

/** What is printed and returned when a command fails: one sentence; with `debug`, the stack too. */
export function explainError(error: unknown, debug: boolean): { sentence: string; exitCode: 1 | 2 } {
  const stack = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
  const exitCode = error instanceof RecadoError && wrongUse.has(error.code) ? 2 : 1;
  return { sentence: sentenceFor(error) + stack, exitCode };
}

function sentenceFor(error: unknown): string {
  if (isDiskFull(error)) return full;
  const chain: SystemError[] = causesOf(error);
  if (error instanceof RecadoError) return error.message;
  const listening = chain.find((one) => one.syscall === 'listen');
  if (listening) return sentenceForPort(listening);
  const system = chain.find((one) => typeof one.code === 'string' && one.code in systemErrors);
  if (system) return systemErrors[system.code as keyof typeof systemErrors](system.path ?? 'a file');
  return `Something went wrong that Recado did not expect: ${messageOf(error)} (LOG_LEVEL=debug shows where).`;
}

function sentenceForPort({ code, port = 0 }: SystemError): string {
  return code === 'EACCES'
    ? `This user may not listen on port ${port}: set PORT to one above 1023.`
    : `Port ${port} is taken by another program: stop that one, or set PORT to a free one.`;
}

interface SystemError {
  readonly code?: unknown;
  readonly syscall?: string;
  readonly port?: number;
  readonly path?: string;
}

const systemErrors = {
  EACCES: (path: string) =>
    `This user may not use ${path}: correct its permissions, or set DATA_DIR to another folder.`,
  EPERM: (path: string) =>
    `This user may not change ${path}: correct its permissions, or set DATA_DIR to another folder.`,
  EROFS: (path: string) => `${path} is on a disk that may not be written: set DATA_DIR to another folder.`,
  EMFILE: () => 'Too many files are open: raise the limit (ulimit -n) and start again.',
};
