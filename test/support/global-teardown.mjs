/** Stops the servers of this test run, and removes its program. */
export default async function globalTeardown() {
  await globalThis.recadoTestServers?.stop();
  globalThis.recadoTestServers = undefined;
  await globalThis.recadoTestProgram?.remove();
  globalThis.recadoTestProgram = undefined;
}
