/** What a spreadsheet would take for a formula when it opens a CSV (OWASP, "CSV injection"). */
const formula = /^[=+\-@\t\r]/u;

/** A cell for a CSV that people open in a spreadsheet: a leading apostrophe makes it text. Pure. */
export function escapeCell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Takes back what spreadsheets and {@link escapeCell} put around a value: `'+1 203…`, `="00123"`; and blanks. Pure. */
export function plainCell(cell: string): string {
  const trimmed = cell.trim().normalize('NFC');
  const quoted = /^="([^"]*)"$/u.exec(trimmed)?.[1];
  if (quoted !== undefined) return quoted.trim();
  return trimmed.startsWith("'") && formula.test(trimmed.slice(1)) ? trimmed.slice(1).trim() : trimmed;
}
