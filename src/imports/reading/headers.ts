/** A cell of a row by its column's name; empty where the file has no such column. */
export type Cells = (column: string) => string;

export interface Header {
  /** Where each known column is, from 0. */
  readonly at: ReadonlyMap<string, number>;
  /** How many cells a row may have: as many as the header, or as many as it names where commas end it. */
  readonly widths: ReadonlySet<number>;
  /** What the file calls a column, for people. */
  readonly called: (column: string) => string;
}

/**
 * Finds known columns in a header, whatever its case, blanks, accents and punctuation. Where two columns of the file
 * mean the same, the first counts. Pure.
 * @param known each column with everything it may be called; the column's own name always counts
 */
export function matchHeader(
  header: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
): Header {
  const names = new Map<string, string>();
  for (const [column, others] of Object.entries(known)) {
    for (const name of [column, ...others]) names.set(foldHeader(name), column);
  }
  const at = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const column = names.get(foldHeader(cell));
    if (column !== undefined && !at.has(column)) at.set(column, index);
  }
  return {
    at,
    widths: new Set([header.length, header.findLastIndex((cell) => cell.trim() !== '') + 1]),
    called: (column) => header[at.get(column) ?? -1]?.trim() ?? column,
  };
}

/** Lower case, letters and digits only; a dot stays, because it sets metadata columns apart. */
export function foldHeader(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]/gu, '')
    .replace(/\.$/u, '');
}
