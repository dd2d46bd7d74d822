import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import {
  isLanguage,
  languageCodes,
  languages,
  languageName,
  pluralCategories,
  type Language,
} from '../i18n/languages.js';
import { readFileReviews } from '../i18n/review-states.js';
import { conflict, forbidden, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import {
  approvePart,
  deleteApproval,
  readApprovals,
  type Approval,
} from '../translation/approvals.queries.js';
import type { LanguagePart } from '../translation/translation.table.js';
import { readLanguageUse } from './languages.queries.js';
import { hashOfPart, languageParts, liveParts, textsOfPart, type PartText } from '../translation/parts.js';

/** Everybody's own language at work; what it says is what the others are compared with. */
const source = 'en';

type Reader = Pick<Runtime, 'db' | 'texts' | 'translator'>;

/** Every language of the house list: who speaks it, who looked over its texts, and which engines know it. */
export async function listLanguages(rt: Reader, staff: SignedInStaff) {
  const [use, approvals, engines] = await Promise.all([
    readLanguageUse(rt.db, staff),
    readApprovals(rt.db),
    enginesByLanguage(rt),
  ]);
  const known = new Set<string>(rt.texts.languages());
  const items = languageCodes.map((code) => {
    const { families = 0, speakers = [] } = use.find(({ language }) => language === code) ?? {};
    const parts = known.has(code) ? partsOf(rt, code, approvals) : [];
    return {
      ...named(code),
      families,
      speakers,
      files: known.has(code) ? readFileReviews(code) : [],
      parts: parts.map(({ texts, ...part }) => ({
        ...part,
        texts: texts.length,
        missing: texts.filter(isMissing).length,
      })),
      isLive: isLive(code, parts),
      engines: engines.get(code) ?? [],
    };
  });
  return { items };
}

/**
 * A language with every text of its parts beside the English.
 * @throws RecadoError 404 `not_found`
 */
export async function readLanguage(rt: Reader, staff: SignedInStaff, code: string) {
  const language = knownLanguage(rt, code);
  const parts = partsOf(rt, language, await readApprovals(rt.db));
  return {
    ...named(language),
    isLive: isLive(language, parts),
    parts: parts.map((part) => ({
      ...part,
      texts: part.texts.map((text) => ({ ...text, isWithdrawn: isWithdrawn(rt, language, part.part, text) })),
    })),
    /** Whether the reader may approve in her own name, and whether in that of a speaker who is not of the staff. */
    maySpeak: staff.languages.includes(language),
    mayName: isAdministrator(staff),
  };
}

/**
 * Notes that a speaker has seen every text of a part and approves it: the reader, who speaks the language, or somebody
 * an administrator names.
 * @throws RecadoError 404 `not_found`; 403 `forbidden`; 409 `texts_changed` where they are not the ones that were read,
 *   `texts_missing` where some are not there at all
 */
export async function approveLanguage(
  rt: Pick<Runtime, 'db' | 'texts' | 'clock'>,
  staff: SignedInStaff,
  code: string,
  { part, hash, speakerName }: { part: LanguagePart; hash: string; speakerName: string | null },
): Promise<void> {
  const language = knownLanguage(rt, code);
  if (speakerName !== null && !isAdministrator(staff)) {
    throw forbidden('Only an administrator can note what somebody outside the staff approved.');
  }
  if (speakerName === null && !staff.languages.includes(language)) {
    throw forbidden(
      `Only somebody who speaks ${languageName(language)} can approve its texts. Name the speaker who read them.`,
    );
  }
  const texts = textsOfPart(rt.texts, language, part);
  if (ofLanguage(language, texts).some(isMissing)) {
    throw conflict(
      'texts_missing',
      `Some of these texts are missing in ${languageName(language)}, or were withdrawn as wrong. They need right words first.`,
    );
  }
  if (hashOfPart(texts) !== hash) {
    throw conflict(
      'texts_changed',
      'These texts have changed since you read them. Read them again, then approve.',
    );
  }
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    await approvePart(trx, now, {
      language,
      part,
      textsHash: hash,
      speakerName: speakerName ?? staff.name,
      staffId: staff.id,
    });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'language.approved',
      subject: `language:${language}`,
      detail: { part, hash, outsideSpeaker: speakerName !== null },
    });
  });
}

/**
 * Takes an approval back: the words count as nobody's again, in every process within two seconds. A speaker of the
 * language may, and an administrator; the audit log keeps who approved and who took it back. Repeating it does nothing.
 * @throws RecadoError 404 `not_found`; 403 `forbidden`
 */
export async function withdrawApproval(
  rt: Pick<Runtime, 'db' | 'texts' | 'clock'>,
  staff: SignedInStaff,
  code: string,
  { part, hash }: { part: LanguagePart; hash: string },
): Promise<void> {
  const language = knownLanguage(rt, code);
  if (!isAdministrator(staff) && !staff.languages.includes(language)) {
    throw forbidden(
      `Only somebody who speaks ${languageName(language)}, or an administrator, can take an approval back.`,
    );
  }
  await rt.db.transaction().execute(async (trx) => {
    const speaker = await deleteApproval(trx, { language, part, textsHash: hash });
    if (speaker === undefined) return;
    await recordAudit(trx, rt.clock.now(), {
      actor: staffActor(staff),
      action: 'language.approvalTakenBack',
      subject: `language:${language}`,
      detail: { part, hash, speaker },
    });
  });
}

/** Whether a text is missing because its words were withdrawn as wrong; ready replies and prompts are not so withdrawn. */
function isWithdrawn(
  { texts }: Pick<Runtime, 'texts'>,
  language: Language,
  part: LanguagePart,
  { key, text }: PartText,
): boolean {
  return text === null && part !== 'replies' && part !== 'library' && texts.inFile(language).has(key);
}

const isMissing = ({ text }: PartText): boolean => text === null;
const englishForms = pluralCategories(source);

/** Without the plural forms that English has and the language has not: Chinese counts one day as it counts five. */
function ofLanguage(language: Language, texts: readonly PartText[]): PartText[] {
  const forms = pluralCategories(language);
  const foreign = englishForms.filter((form) => !forms.includes(form));
  return texts.filter(
    ({ key, text }) =>
      text !== null || !(key.startsWith('plural.') && foreign.some((form) => key.endsWith(`_${form}`))),
  );
}

function named(code: Language) {
  const { name, ownName, direction } = languages[code];
  return { code, name, ownName, direction };
}

function knownLanguage(rt: Pick<Runtime, 'texts'>, code: string): Language {
  if (!isLanguage(code) || code === source || !rt.texts.languages().includes(code)) {
    throw notFound('This language');
  }
  return code;
}

function isAdministrator({ role }: SignedInStaff): boolean {
  return role === 'school_admin' || role === 'district_admin';
}

function partsOf(rt: Pick<Runtime, 'texts'>, language: Language, approvals: readonly Approval[]) {
  if (language === source) return [];
  return languageParts.map((part) => {
    const texts = textsOfPart(rt.texts, language, part);
    const hash = hashOfPart(texts);
    const last = approvals.find((one) => one.language === language && one.part === part);
    return {
      part,
      hash,
      texts: ofLanguage(language, texts),
      approval: last ? { speaker: last.speakerName, by: last.by, at: last.approvedAt.toISOString() } : null,
      /** The words are others than those that were approved. */
      hasChanged: last !== undefined && last.textsHash !== hash,
      makesLive: liveParts.includes(part),
    };
  });
}

/** English is what everything is written from; another language is live when these parts of it are approved. */
function isLive(
  language: Language,
  parts: readonly { makesLive: boolean; approval: unknown; hasChanged: boolean }[],
): boolean {
  if (language === source) return true;
  const needed = parts.filter(({ makesLive }) => makesLive);
  return needed.length > 0 && needed.every(({ approval, hasChanged }) => approval !== null && !hasChanged);
}

/** Which engines of this process translate between English and a language, as they say themselves. */
async function enginesByLanguage({ translator }: Pick<Runtime, 'translator'>) {
  const rows = await Promise.all(
    languageCodes
      .filter((code) => code !== source)
      .map(async (code) => {
        const engines = await Promise.all(
          translator.engines.map(async ({ engine }) => ({
            name: engine.displayName,
            toFamily: (await engine.supports(source, code)).status,
            toStaff: (await engine.supports(code, source)).status,
          })),
        );
        return [code, engines] as const;
      }),
  );
  return new Map<Language, (typeof rows)[number][1]>(rows);
}
