import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { newId } from '../../src/lib/ids.js';
import { approvePart } from '../../src/translation/approvals.queries.js';
import { emptyPolicy, noRecords, type TranslationRecords } from '../../src/translation/records.js';
import { hashOfPart, languageParts, textsOfPart, type ApprovedParts } from '../../src/translation/parts.js';

const texts = loadTexts();
const approvedAt = new Date('2026-11-01T12:00:00Z');

/** Every part of every language. */
export const everythingApproved: ApprovedParts = new Set(
  texts.languages().flatMap((language) => languageParts.map((part) => `${language}:${part}`)),
);

/** A speaker approved every text of every language; tests of what happens before that take it back. */
export async function approveLanguages(db: Kysely<Database>): Promise<void> {
  const staffId = newId();
  await db
    .insertInto('staff')
    .values({
      ...{
        id: staffId,
        sourceId: null,
        authUserId: null,
        name: 'Somebody who left',
        email: `${staffId}@example.org`,
      },
      ...{ role: 'teacher', languages: ['en'], active: false, createdAt: approvedAt },
    })
    .execute();
  await db.transaction().execute(async (trx) => {
    for (const language of texts.languages().filter((code) => code !== 'en')) {
      for (const part of languageParts) {
        const textsHash = hashOfPart(textsOfPart(texts, language, part));
        await approvePart(trx, approvedAt, { language, part, textsHash, speakerName: 'A speaker', staffId });
      }
    }
  });
}

/** The books of a district whose speakers approved everything, and nothing else. */
export const approvedRecords: TranslationRecords = {
  ...noRecords,
  policy: () => Promise.resolve({ ...emptyPolicy, approved: everythingApproved }),
};
