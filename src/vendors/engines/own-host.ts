/**
 * Whether an address is one of the district's own machines: this one, a private network (RFC 1918, RFC 4193), or a name
 * without a dot, as container networks give them.
 */
export function isOwnHost(url: string): boolean {
  const { hostname } = new URL(url);
  if (/^127\.|^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(hostname)) return true;
  if (hostname.startsWith('[')) return hostname === '[::1]' || /^\[f[cd]/i.test(hostname);
  return !hostname.includes('.');
}
