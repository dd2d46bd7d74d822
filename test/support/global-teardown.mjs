/** Stops the servers of this test run. */
export default async function globalTeardown() {
  await globalThis.recadoTestServers?.stop();
  globalThis.recadoTestServers = undefined;
}
