import type { Config } from '../config.js';
import {
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../db/embedded/start-embedded-postgres.js';
import { makeDataFolder } from './up/data-folder.js';

/** A database for the length of one command. */
export interface OpenDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The database a command works on: DATABASE_URL, else the embedded server a running Recado keeps on the data folder,
 * else that server, started for this command alone.
 */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  const close = (): Promise<void> => Promise.resolve();
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, close };
  await makeDataFolder(config.dataDir);
  const running = await findRunningEmbeddedPostgres(config.dataDir);
  if (running !== undefined) return { url: running, close };
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  return { url: server.connectionString, close: () => server.stop() };
}
