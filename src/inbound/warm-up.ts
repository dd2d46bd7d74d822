import type { Runtime } from '../lib/runtime.js';
import { languagesOfFamilies } from '../roster/guardians.queries.js';
import { warmUp } from '../understanding/vocabulary.js';

/**
 * Makes ready what understanding needs for the languages of the district's families, before a worker reads their texts.
 * Any other language is made ready when a text of it first comes.
 */
export async function warmUpForFamilies({
  db,
  understanding,
}: Pick<Runtime, 'db' | 'understanding'>): Promise<void> {
  await warmUp(understanding, await languagesOfFamilies(db));
}
