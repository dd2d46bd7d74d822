/** A cell of a row by its column's name; empty where the file has no such column. */
export type Cells = (column: string) => string;

export type KnownColumns = Readonly<Record<string, readonly string[] | { only: string }>>;

export interface Header {
  /** Where each known column is, from 0. */
  readonly at: ReadonlyMap<string, number>;
  /** How many cells a row may have: as many as the header, or as many as it names where commas end it. */
  readonly widths: ReadonlySet<number>;
  /** What the file calls a column, for people. */
  readonly called: (column: string) => string;
  /** Columns of the file that are left unread, as it calls them. */
  readonly unread: readonly string[];
}

/** Where the home language stands, and where else it may. */
export interface LanguageColumns {
  /** Null: in none. */
  column: string | null;
  others: string[];
}

/**
 * Finds known columns in a header, whatever its case, blanks, accents and punctuation. Where two columns of the file
 * mean the same, the first counts. Pure.
 * @param known each column with everything it may be called besides its own name, or with the only name that counts
 */
export function matchHeader(header: readonly string[], known: KnownColumns): Header {
  const names = new Map<string, string>();
  for (const [column, others] of Object.entries(known)) {
    for (const name of 'only' in others ? [others.only] : [column, ...others]) {
      names.set(foldHeader(name), column);
    }
  }
  const at = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const column = names.get(foldHeader(cell));
    if (column !== undefined && !at.has(column)) at.set(column, index);
  }
  const read = new Set(at.values());
  return {
    at,
    widths: new Set([header.length, header.findLastIndex((cell) => cell.trim() !== '') + 1]),
    called: (column) => header[at.get(column) ?? -1]?.trim() ?? column,
    unread: header.filter((cell, index) => cell.trim() !== '' && !read.has(index)).map((cell) => cell.trim()),
  };
}

/** How many columns a person is let choose from. */
const mostOthers = 60;

/** Columns people may choose for the home language. Pure. */
export function languageColumnsOf(headers: readonly (Header | null)[]): LanguageColumns {
  const there = headers.filter((header) => header !== null);
  const column = there.find(({ at }) => at.has('language'))?.called('language') ?? null;
  const others = [...new Set(there.flatMap(({ unread }) => unread))].filter((one) => one !== column);
  return { column, others: others.slice(0, mostOthers) };
}

/** Lower case, letters and digits only; a dot stays, because it sets metadata columns apart. */
export function foldHeader(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]/gu, '')
    .replace(/\.$/u, '');
}
