/** Whether words come from the language files, in a language no speaker has approved them in yet. */
export function isNotApproved({
  engine,
  quality,
}: {
  engine: string | null;
  quality: 'approved' | 'machine' | 'draft' | null;
}): boolean {
  return quality !== null && quality !== 'approved' && (engine === 'library' || engine === 'phrasebook');
}
