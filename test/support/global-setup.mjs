import { tsImport } from 'tsx/esm/api';

/** Starts the servers of this test run once, however many projects ask for them. */
export default async function globalSetup() {
  if (globalThis.recadoTestServers) return;
  const { startTestServers } = await tsImport('./servers.ts', import.meta.url);
  const servers = await startTestServers({ throwaway: true });
  globalThis.recadoTestServers = servers;
  // Test files run in other processes, which inherit the environment.
  process.env.RECADO_TEST_ADMIN_URL = servers.adminUrl;
}
