import { tsImport } from 'tsx/esm/api';

/** Starts the servers of this test run and writes its program once, however many projects ask for them. */
export default async function globalSetup() {
  if (globalThis.recadoTestServers) return;
  const { startTestServers } = await tsImport('./servers.ts', import.meta.url);
  const { programVariable, writeProgram } = await tsImport('./program.ts', import.meta.url);
  const servers = await startTestServers({ throwaway: true });
  globalThis.recadoTestServers = servers;
  const program = await writeProgram();
  globalThis.recadoTestProgram = program;
  // Test files run in other processes, which inherit the environment.
  process.env.RECADO_TEST_ADMIN_URL = servers.adminUrl;
  process.env[programVariable] = program.folder;
}
