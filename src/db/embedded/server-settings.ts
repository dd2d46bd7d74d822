import { totalmem } from 'node:os';

/** The one role of the embedded server, and the database it holds. */
export const roleName = 'recado';
export const databaseName = 'recado';

/** PostgreSQL's option for the type of characters: without it trigrams find no Arabic, Chinese or Cyrillic. */
const characterType: Partial<Record<NodeJS.Platform, string>> = {
  darwin: '--lc-ctype=en_US.UTF-8',
  linux: '--lc-ctype=C.UTF-8',
};

/** Arguments of initdb for a new data folder. Sorting is ICU's root order, alike on every system. */
export function initdbArguments(options: {
  data: string;
  passwordFile: string;
  throwaway: boolean;
}): string[] {
  const ctype = characterType[process.platform];
  return [
    `--pgdata=${options.data}`,
    '--encoding=UTF8',
    '--locale=C',
    ...(ctype === undefined ? [] : [ctype]),
    '--locale-provider=icu',
    '--icu-locale=und',
    `--username=${roleName}`,
    `--pwfile=${options.passwordFile}`,
    '--auth=scram-sha-256',
    ...(options.throwaway ? ['--no-sync'] : []),
  ];
}

const sharedMegabytes = { least: 128, most: 1024 };

/**
 * What the server keeps of its tables in memory, in MB: an eighth of what there is. PostgreSQL's manual suggests a
 * quarter for a machine of its own; this one is shared with the web server and the workers.
 */
export function sharedMegabytesOf(memoryBytes: number): number {
  const eighth = Math.floor(memoryBytes / 8 / 2 ** 20);
  return Math.min(sharedMegabytes.most, Math.max(sharedMegabytes.least, eighth));
}

/** Of the machine, or of the container this process is confined to, in bytes. */
function usableMemory(): number {
  const confined = process.constrainedMemory();
  return confined > 0 ? Math.min(confined, totalmem()) : totalmem();
}

/**
 * Arguments of the server. They stand here and not in postgresql.conf, so that a newer version changes them for old
 * data too. Loopback only, no socket files. Its log names neither values nor statements: those hold families' words.
 */
export function serverArguments(options: {
  data: string;
  port: number;
  maxConnections: number;
  throwaway: boolean;
}): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    max_connections: String(options.maxConnections),
    shared_buffers: `${options.throwaway ? sharedMegabytes.least : sharedMegabytesOf(usableMemory())}MB`,
    max_wal_size: '1GB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(options.throwaway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
      : {}),
  };
  return [
    '-D',
    options.data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** The environment for PostgreSQL's programs: the caller's, without what would change their defaults. */
export function serverEnvironment(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(source).filter(([name]) =>
      ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].includes(name),
    ),
  );
}
