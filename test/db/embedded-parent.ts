// A process that holds an embedded PostgreSQL until it is killed; the tests kill it.
import { startEmbeddedPostgres } from '../../src/db/embedded/start-embedded-postgres.js';

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: () => undefined });
process.stdout.write(`${server.connectionString}\n`);
setInterval(() => undefined, 60_000);
