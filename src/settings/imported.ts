/** What came of a file, for the person who chose it. */
export interface Imported {
  /** How many entries are in use now that were not before, or say something else. */
  added: number;
  left: number;
  /** The first of what was left out, each with its line where it is known. */
  problems: { line: number | null; message: string }[];
}

const mostShown = 20;

export function importedFrom(added: number, problems: Imported['problems']): Imported {
  return { added, left: problems.length, problems: problems.slice(0, mostShown) };
}
