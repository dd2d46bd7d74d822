/** Codes and words for grades below the first, as CEDS and schools write them. */
const early: Readonly<Record<string, string>> = {
  it: 'Infant',
  pr: 'PK',
  pk: 'PK',
  prek: 'PK',
  'pre-k': 'PK',
  'pre-kindergarten': 'PK',
  prekindergarten: 'PK',
  preschool: 'PK',
  tk: 'TK',
  kg: 'K',
  k: 'K',
  kindergarten: 'K',
  '0': 'K',
  '00': 'K',
};

/** The longest a grade is written; more is something else in its column. */
const longest = 16;

/** A grade as the house writes it: `PK`, `TK`, `K`, `1` to `13`, or what a school calls it. Null for what is none. Pure. */
export function readGrade(cell: string): string | null {
  const word = cell.trim().toLowerCase();
  const known = early[word];
  if (known !== undefined) return known;
  const number = /^(?:grade|gr\.?)?\s*0*(\d{1,2})(?:st|nd|rd|th|\.?º|\.)?(?:\s*grade)?$/u.exec(word)?.[1];
  if (number !== undefined) return String(Number(number));
  return word === '' || cell.trim().length > longest || /\d{3}|@/u.test(word) ? null : cell.trim();
}
