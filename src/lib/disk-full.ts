/** Whether something failed for want of space: ENOSPC and EDQUOT from the system, 53100 from PostgreSQL (manual, appendix A). */
export function isDiskFull(error: unknown): boolean {
  return causesOf(error).some(({ code }) => typeof code === 'string' && codes.has(code));
}

const codes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100', 'disk_full']);

/** The error and what caused it, outermost first. */
export function causesOf(error: unknown): (Error & { code?: unknown })[] {
  const chain: (Error & { code?: unknown })[] = [];
  for (let one = error; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one);
  return chain;
}
