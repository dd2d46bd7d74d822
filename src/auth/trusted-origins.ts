const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The origins whose pages may act in a signed-in person's name: our own address, and where that is loopback its other
 * spellings on the same port.
 */
export function trustedOrigins(publicBaseUrl: string): string[] {
  const own = new URL(publicBaseUrl);
  if (!loopbackHosts.includes(own.hostname)) return [own.origin];
  const port = own.port === '' ? '' : `:${own.port}`;
  return [...new Set([own.origin, ...loopbackHosts.map((host) => `${own.protocol}//${host}${port}`)])];
}
