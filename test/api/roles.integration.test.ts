import { runAlert } from '../../src/alerts/run.js';
import { sendAlert } from '../../src/alerts/staff-actions.js';
import { openCalls } from '../../src/calls/calls.queries.js';
import { storeReceived } from '../../src/conversations/receive.queries.js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiRoutes } from '../../src/api/api.js';
import type { Route } from '../../src/api/route.js';
import { keepMedia } from '../../src/conversations/media-files.js';
import { linkSender } from '../../src/families/link-sender.js';
import { setRight } from '../../src/families/rights.js';
import { placeHold } from '../../src/holds/holds.js';
import { putReadingRight } from '../../src/inbox/put-right.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { insertImport, setState } from '../../src/imports/imports.queries.js';
import { wantHours } from '../../src/consent/asked-hours.queries.js';
import { recordConsent } from '../../src/consent/consent.queries.js';
import { markLookSoon } from '../../src/conversations/look-soon.queries.js';
import { openDecision, readOpenDecisions } from '../../src/consent/decisions.queries.js';
import { hashOfPart, textsOfPart } from '../../src/translation/parts.js';
import { noteReading } from '../../src/conversations/readers.queries.js';
import { releaseHeld } from '../../src/inbox/release.js';
import { newId } from '../../src/lib/ids.js';
import { openInterpreterTask } from '../../src/translation/interpreter-tasks.queries.js';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import { withdraw } from '../../src/withdrawals/withdraw.js';
import { withdrawFixedText } from '../../src/withdrawals/fixed-texts.js';
import { queueSystemText } from '../../src/delivery/queue-system-text.js';
import { refreshFixedTexts } from '../../src/translation/follow-fixed-texts.js';
import { saveTerms } from '../../src/translation/glossary.queries.js';
import { saveAgreement } from '../../src/translation/policy.queries.js';
import { remember } from '../../src/translation/remember.js';
import {
  builtAt,
  buildAddress,
  buildClass,
  buildConversation,
  buildGuardian,
  buildInbound,
  buildNudgeRun,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startApi, type ApiServer } from './api-server.js';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
  api.useOutsideEngine('outside');
});
afterAll(() => api.close());

type Who =
  | 'liaison'
  | 'school admin'
  | 'district admin'
  | 'class teacher'
  | 'other teacher'
  | 'liaison of another school'
  | 'school admin of another school'
  | 'teacher of another school';

interface Scene {
  people: Record<Who, BuiltStaff>;
  schoolId: string;
  colleagueId: string;
  classId: string;
  conversationId: string;
  position: number;
  heldMessageId: string;
  textId: string;
  readingChangeId: string;
  nudgeId: string;
  lineId: string;
  holdId: string;
  importId: string;
  appliedImportId: string;
  guardianId: string;
  guardianName: string;
  studentId: string;
  rightId: string;
  addressId: string;
  retiredAddressId: string;
  unknownConversationId: string;
  checkId: string;
  termId: string;
  memoryId: string;
  alertId: string;
  callId: string;
  eventId: string;
  hoursEventId: string;
  decisionId: string;
  withdrawalId: string;
  /** A fixed text that was withdrawn, and a text with it that went to the family. */
  fixedTextId: string;
  systemTextId: string;
  templateId: string;
  /** Nothing of these may reach somebody the scene does not concern. */
  secrets: string[];
}

const unlike = (word: string): string => `${word}${newId().replaceAll('-', '')}`;

/**
 * A family that asked about a child in the class teacher's class, a held reply to it, and a nudge to the class.
 * @param named the fields somebody asks with; of what takes long only these are built. Unset, everything is there
 */
async function buildScene(named?: ReadonlySet<string>): Promise<Scene> {
  const isWanted = (...fields: (keyof Scene)[]): boolean =>
    named === undefined || fields.some((field) => named.has(field));
  const { db } = api.rt;
  const { schoolId, lineId } = await buildSchool(db);
  const other = await buildSchool(db);
  const here = { schoolIds: [schoolId], languages: ['en', 'ht'] };
  const there = { schoolIds: [other.schoolId], languages: ['en', 'ht'] };
  const people: Record<Who, BuiltStaff> = {
    liaison: await buildStaff(db, { role: 'liaison', ...here }),
    'school admin': await buildStaff(db, { role: 'school_admin', ...here }),
    'district admin': await buildStaff(db, { role: 'district_admin', languages: ['en', 'ht'] }),
    'class teacher': await buildStaff(db, { role: 'teacher', ...here }),
    'other teacher': await buildStaff(db, { role: 'teacher', ...here }),
    'liaison of another school': await buildStaff(db, { role: 'liaison', ...there }),
    'school admin of another school': await buildStaff(db, { role: 'school_admin', ...there }),
    'teacher of another school': await buildStaff(db, { role: 'teacher', ...there }),
  };
  const { classId, name: className } = await buildClass(db, {
    schoolId,
    teacherId: people['class teacher'].id,
  });
  const student = await buildStudent(db, { classId, givenName: unlike('Child') });
  const guardian = await buildGuardian(db, {
    language: 'ht',
    studentIds: [student.studentId],
    name: unlike('Guardian'),
  });
  const { conversationId } = await buildConversation(db, {
    schoolId,
    addressId: guardian.addressId,
    studentId: student.studentId,
  });
  const text = unlike('words');
  const { position: requestPosition, messageId: textId } = await buildRequest(db, conversationId, {
    text,
    messageStudentId: student.studentId,
  });
  const held = isWanted('heldMessageId') && {
    text: 'Something no engine knows.',
    afterPosition: requestPosition,
  };
  const { messageId } = held
    ? await replyToFamily(api.rt, people.liaison, conversationId, held, newId())
    : { messageId: '' };
  if (named === undefined) await buildDiscarded(people.liaison, conversationId, requestPosition);
  const { withdrawalId, position } = isWanted('withdrawalId', 'position')
    ? await buildWithdrawal(people, conversationId, student.studentId)
    : { withdrawalId: '', position: requestPosition };
  await undoFixedTexts(people.liaison);
  const fixed = isWanted('fixedTextId', 'systemTextId')
    ? await buildFixedText(people.liaison, { ...guardian, conversationId, schoolId, lineId })
    : { fixedTextId: '', systemTextId: '' };
  const templateId = newId();
  const subtype = `made for this scene ${templateId}`;
  await db
    .insertInto('whatsappTemplate')
    .values({
      id: templateId,
      contentSid: `HX${templateId.replaceAll('-', '')}`,
      purpose: 'learning',
      subtype,
      language: 'es',
      variables: ['text'],
      createdAt: builtAt,
    })
    .execute();
  const dueAt = new Date('2026-11-30T15:00:00Z');
  await db.transaction().execute((trx) => markLookSoon(trx, builtAt, { messageId: textId, dueAt }));
  await insertTranslation(db, builtAt, {
    ...{ messageId: textId, language: 'en', text: unlike('machine'), engine: 'apertium', quality: 'draft' },
  });
  const task = { messageId: textId, language: 'ht', why: 'No engine knows it.' };
  await db.transaction().execute((trx) => openInterpreterTask(trx, builtAt, task));
  const { changeId: readingChangeId } = isWanted('readingChangeId', 'textId')
    ? await putReadingRight(api.rt, people.liaison, textId, { part: 'topic', was: 'other', topic: 'meals' })
    : { changeId: '' };
  const { nudgeId, nudgeRunId } = await buildNudgeRun(db, { teacherId: people['class teacher'].id, classId });
  if (isWanted('nudgeId')) await buildSilence(nudgeRunId, { ...guardian, conversationId, schoolId, lineId });
  await db
    .updateTable('nudge')
    .set({ state: 'scheduled', nextRunAt: new Date('2026-11-24T15:00:00Z'), nextOccurrence: '2026-11-24' })
    .where('id', '=', nudgeId)
    .execute();
  const picture = unlike('picture');
  const stored = await keepMedia(api.rt.config.dataDir, Buffer.from(picture));
  await db
    .updateTable('message')
    .set({
      media: JSON.stringify([{ url: 'https://api.twilio.com/x', contentType: 'image/png', stored }]),
      language: 'ht',
    })
    .where('id', '=', textId)
    .execute();
  const reason = unlike('reason');
  const imported = {
    kind: 'import',
    source: 'sis',
    name: 'x',
    options: {},
    effectiveOn: null,
    staffId: null,
  } as const;
  const importId = await insertImport(db, builtAt, {
    ...imported,
    staffId: people['district admin'].id,
    state: 'planned',
  });
  const appliedImportId = await insertImport(db, builtAt, { ...imported, state: 'applied' });
  await setState(db, appliedImportId, { state: 'applied', appliedAt: api.rt.clock.now() });
  const { id: holdId } = await placeHold(
    api.rt,
    people['school admin'],
    { scope: 'school', schoolId },
    reason,
  );
  const { id: rightId } = await setRight(api.rt, people.liaison, guardian.guardianId, {
    studentId: student.studentId,
    kind: 'pick_up',
    allowed: true,
    fromDate: '2026-11-01',
    untilDate: null,
    orderSummary: null,
  });
  const { addressId: unknownAddress } = await buildAddress(db);
  const unknown = await buildConversation(db, { schoolId, addressId: unknownAddress });
  const { addressId: retiredAddressId } = await buildAddress(db);
  const toLink = await buildConversation(db, { schoolId, addressId: retiredAddressId });
  const { id: checkId } = await linkSender(api.rt, people['district admin'], toLink.conversationId, {
    guardianId: guardian.guardianId,
    how: 'in_person',
    note: null,
    retireAddressId: null,
  });
  const { addressId: formerAddressId } = await buildAddress(db);
  await db
    .insertInto('guardianAddress')
    .values({
      guardianId: guardian.guardianId,
      addressId: formerAddressId,
      retiredAt: new Date('2026-11-20T15:00:00Z'),
      retiredReason: 'wrong_number',
    })
    .execute();
  const { eventId } = await db.transaction().execute(async (trx) => {
    await openDecision(trx, new Date('2026-11-20T15:00:00Z'), {
      addressId: guardian.addressId,
      conversationId,
      schoolId,
      messageId: textId,
      ownerStaffId: null,
      dueAt: new Date('2026-11-23T15:00:00Z'),
    });
    return recordConsent(trx, new Date('2026-11-20T15:00:00Z'), {
      addressId: guardian.addressId,
      kind: 'alerts_only',
      basis: 'said_by_text',
      happenedAt: new Date('2026-11-20T15:00:00Z'),
    });
  });
  const hoursEventId = await db
    .transaction()
    .execute((trx) =>
      wantHours(
        trx,
        builtAt,
        guardian.addressId,
        { hours: { from: '10:00', until: '12:00' }, days: null },
        { saidBy: 'staff', staffId: people.liaison.id },
      ),
    );
  const [decision] = await readOpenDecisions(db, conversationId);
  const secrets = [
    withdrawalId,
    templateId,
    holdId,
    importId,
    appliedImportId,
    picture,
    reason,
    conversationId,
    messageId,
    nudgeId,
    guardian.name,
    student.givenName,
    text,
    className,
  ];
  const alert = isWanted('alertId', 'callId')
    ? await buildAlert(people['school admin'], schoolId, lineId)
    : { alertId: '', callId: '', secret: unlike('words') };
  return {
    people,
    schoolId,
    colleagueId: (await buildStaff(db, { schoolIds: [schoolId] })).id,
    classId,
    conversationId,
    position,
    heldMessageId: messageId,
    textId,
    readingChangeId,
    nudgeId,
    lineId,
    holdId,
    importId,
    appliedImportId,
    guardianId: guardian.guardianId,
    guardianName: guardian.name,
    studentId: student.studentId,
    rightId,
    addressId: guardian.addressId,
    retiredAddressId: formerAddressId,
    unknownConversationId: unknown.conversationId,
    checkId,
    ...(await buildTranslationSettings(people['district admin'])),
    alertId: alert.alertId,
    callId: alert.callId,
    secrets: [...secrets, alert.secret],
    eventId: eventId ?? '',
    hoursEventId,
    decisionId: decision?.id ?? '',
    withdrawalId,
    ...fixed,
    templateId,
  };
}

/** What earlier scenes withdrew of the language files holds for all schools, and is taken back. */
async function undoFixedTexts(liaison: BuiltStaff): Promise<void> {
  const undone = { undoneAt: builtAt, undoneByStaffId: liaison.id };
  await api.rt.db.updateTable('fixedTextWithdrawal').set(undone).where('undoneAt', 'is', null).execute();
  await refreshFixedTexts(api.rt);
}

interface Receiver {
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
}

/** A text of the language files, and that the carrier delivered it. */
async function deliverSystemText(to: Receiver, key: 'menu.kept', subtype: string): Promise<string> {
  const { db } = api.rt;
  const text = { key, values: {}, subtype, priority: 3 };
  await db
    .transaction()
    .execute((trx) => queueSystemText(api.rt, trx, api.rt.clock.now(), { ...to, language: 'ht' }, text));
  const { messageId } = await db
    .updateTable('delivery')
    .set({ state: 'delivered' })
    .where('addressId', '=', to.addressId)
    .where('subtype', '=', subtype)
    .returning('messageId')
    .executeTakeFirstOrThrow();
  return messageId;
}

/** The family got a run of a nudge, and has not answered. */
async function buildSilence(nudgeRunId: string, to: Receiver): Promise<void> {
  const messageId = await deliverSystemText(to, 'menu.kept', 'silence');
  const { addressId } = to;
  const nobody = { studentId: null, guardianId: null, reason: null };
  await api.rt.db
    .insertInto('nudgeRecipient')
    .values({ id: newId(), nudgeRunId, addressId, messageId, outcome: 'queued', ...nobody })
    .execute();
}

/** A text of the language files went to the family, and was withdrawn as wrong. */
async function buildFixedText(
  liaison: BuiltStaff,
  to: Receiver,
): Promise<{ fixedTextId: string; systemTextId: string }> {
  const key = 'menu.kept';
  const systemTextId = await deliverSystemText(to, key, 'dialogue');
  const input = { language: 'ht', key, reason: 'It says something else.' };
  const { id: fixedTextId } = await withdrawFixedText(api.rt, liaison, input);
  return { fixedTextId, systemTextId };
}

/** A reply that waited for a speaker, who decided against it. */
async function buildDiscarded(liaison: BuiltStaff, conversationId: string, position: number): Promise<void> {
  const input = { text: 'Something else no engine knows.', afterPosition: position };
  const { messageId } = await replyToFamily(api.rt, liaison, conversationId, input, newId());
  await releaseHeld(api.rt, liaison, messageId, { how: 'discard' }, newId());
}

/** The class's teacher read a translation that the liaison withdrew. */
async function buildWithdrawal(
  people: Scene['people'],
  conversationId: string,
  studentId: string,
): Promise<{ withdrawalId: string; position: number }> {
  const { db } = api.rt;
  const columns = { language: 'ht', studentId, text: unlike('words') };
  const { messageId, position } = await buildInbound(db, conversationId, columns);
  const machine = { language: 'en', text: unlike('machine'), engine: 'apertium', quality: 'draft' } as const;
  await insertTranslation(db, builtAt, { messageId, ...machine });
  await noteReading(db, builtAt, { conversationId, staffId: people['class teacher'].id, position });
  const { id } = await withdraw(api.rt, people.liaison, { messageId, reason: unlike('reason') });
  return { withdrawalId: id, position };
}

/** An alert that is sent, with a family that wrote back and one that is to be called. */
async function buildAlert(admin: BuiltStaff, schoolId: string, lineId: string) {
  const secret = unlike('words');
  const { studentId } = await buildStudent(api.rt.db, { schoolId });
  const { addressId, guardianId } = await buildGuardian(api.rt.db, {
    language: 'en',
    studentIds: [studentId],
  });
  const input = {
    kind: 'free',
    schoolIds: [schoolId],
    day: '2026-11-24',
    atTime: null,
    text: secret,
  } as const;
  const { id: alertId } = await sendAlert(api.rt, admin, input, newId());
  await runAlert(api.rt, alertId);
  const now = api.rt.clock.now();
  await storeReceived(api.rt.db, now, {
    addressId,
    schoolId,
    lineId,
    text: 'Which one?',
    subtype: null,
    media: [],
    nextMediaAt: null,
    carrierSid: `SM${newId().replaceAll('-', '')}`,
    carrierAt: now,
    channel: 'sms',
    details: null,
  });
  await api.rt.db.deleteFrom('callTask').where('alertId', '=', alertId).execute();
  await api.rt.db
    .transaction()
    .execute((trx) => openCalls(trx, now, [{ schoolId, addressId, guardianId, reason: secret, alertId }]));
  const call = await api.rt.db
    .selectFrom('callTask')
    .select('id')
    .where('alertId', '=', alertId)
    .executeTakeFirstOrThrow();
  return { alertId, callId: call.id, secret };
}

/** A term, an approved translation, an agreement to be ended, and an engine outside the house. */
async function buildTranslationSettings(admin: BuiltStaff): Promise<{ termId: string; memoryId: string }> {
  const { db, clock } = api.rt;
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const term = unlike('Term');
    await saveTerms(trx, now, [{ term, toLanguage: null, target: term, note: null }], admin.id);
    const source = unlike('Source');
    const rest = { from: 'en', to: 'es', names: [], messageId: null, staffId: admin.id };
    await remember(trx, now, { ...rest, source, target: 'x', origin: 'import' });
    const agreement = { reference: 'DPA 1', topics: null, maskNames: true, staffId: admin.id };
    await saveAgreement(trx, now, { ...agreement, engine: 'ended' });
    const found = (table: 'glossaryTerm' | 'translationMemory', column: 'term' | 'source', value: string) =>
      trx.selectFrom(table).select('id').where(column, '=', value).executeTakeFirstOrThrow();
    return {
      termId: (await found('glossaryTerm', 'term', term)).id,
      memoryId: (await found('translationMemory', 'source', source)).id,
    };
  });
}

interface Probe {
  /** The path with its parameters filled in, and the query. */
  path(scene: Scene): string;
  body?(scene: Scene): unknown;
  /** Who may: they get a 2xx. Everybody else gets a 404, or on `lists` an answer with nothing of the scene in it. */
  allowed: readonly Who[];
  lists?: true;
  /** Is for these roles only: whose role is another one is told so, with a 403. */
  roles?: readonly BuiltStaff['role'][];
}

const everybodyHere: readonly Who[] = [
  'liaison',
  'school admin',
  'district admin',
  'class teacher',
  'other teacher',
];
const concerned: readonly Who[] = ['liaison', 'school admin', 'district admin', 'class teacher'];
const everybody: readonly Who[] = [
  ...concerned,
  'other teacher',
  'liaison of another school',
  'school admin of another school',
  'teacher of another school',
];
const officeHere: readonly Who[] = ['liaison', 'school admin', 'district admin'];
const settingsReaders: readonly Who[] = ['school admin', 'district admin', 'school admin of another school'];
const administrators: readonly Who[] = ['school admin', 'district admin'];
const office = ['liaison', 'school_admin', 'district_admin'] as const;
const senders = ['school_admin', 'district_admin'] as const;
const facts = ({ schoolId }: Scene) => ({ role: 'liaison', languages: ['en'], schoolIds: [schoolId] });
const content = { kind: 'library', key: 'math.howDidYouKnow' };

/** One for each route of the table; a route without one fails the first test. */
const probes: Record<string, Probe> = {
  'get /me': { path: () => '/me', allowed: [], lists: true },
  'get /staff': { path: ({ schoolId }) => `/staff?schoolId=${schoolId}`, allowed: everybodyHere },
  'get /staff/directory': { path: () => '/staff/directory', allowed: ['district admin'] },
  'post /staff/directory': {
    path: () => '/staff/directory',
    body: (s) => ({ ...facts(s), name: 'Pat Lee', email: `${unlike('pat')}@riverside.example` }),
    allowed: ['district admin'],
  },
  'post /staff/directory/:id': {
    path: (s) => `/staff/directory/${s.colleagueId}`,
    body: (s) => facts(s),
    allowed: ['district admin'],
  },
  'post /staff/directory/:id/leave': {
    path: (s) => `/staff/directory/${s.colleagueId}/leave`,
    allowed: ['district admin'],
  },
  'post /staff/directory/:id/back': {
    path: (s) => `/staff/directory/${s.colleagueId}/back`,
    allowed: ['district admin'],
  },
  'get /conversations': { path: () => '/conversations?view=all', allowed: concerned, lists: true },
  'get /conversations/:id': { path: (s) => `/conversations/${s.conversationId}`, allowed: concerned },
  'post /conversations/:id/preview': {
    path: (s) => `/conversations/${s.conversationId}/preview`,
    body: () => ({ text: 'Thank you for your message.' }),
    allowed: concerned,
  },
  'post /conversations/:id/replies': {
    path: (s) => `/conversations/${s.conversationId}/replies`,
    body: (s) => ({ text: 'Thank you for your message.', afterPosition: s.position }),
    allowed: concerned,
  },
  'post /messages/:id/release': {
    path: (s) => `/messages/${s.heldMessageId}/release`,
    body: () => ({ how: 'with_translation', text: 'Mèsi.' }),
    allowed: concerned,
  },
  'post /messages/:id/student': {
    path: (s) => `/messages/${s.textId}/student`,
    body: (s) => ({ studentId: s.studentId }),
    allowed: officeHere,
  },
  'post /messages/:id/translation': {
    path: (s) => `/messages/${s.textId}/translation`,
    body: () => ({ text: 'When does the bus come?' }),
    allowed: concerned,
  },
  'get /messages/:id/translations': {
    path: (s) => `/messages/${s.textId}/translations`,
    allowed: concerned,
  },
  'get /reviews/settled': { path: () => '/reviews/settled', allowed: concerned, lists: true },
  'post /reviews/:id/release': {
    path: (s) => `/reviews/${s.heldMessageId}/release`,
    body: () => ({ how: 'untranslated' }),
    allowed: concerned,
  },
  'get /interpreter-tasks': {
    path: (s) => `/interpreter-tasks?schoolId=${s.schoolId}`,
    allowed: concerned,
    lists: true,
  },
  'post /messages/:id/interpreted': {
    path: (s) => `/messages/${s.textId}/interpreted`,
    body: () => ({ text: 'When does the bus come?', interpreter: 'Line 4711' }),
    allowed: concerned,
  },
  'get /withdrawals': { path: () => '/withdrawals', allowed: concerned, lists: true },
  'get /withdrawals/notices': { path: () => '/withdrawals/notices', allowed: ['class teacher'], lists: true },
  'get /withdrawals/:id': { path: (s) => `/withdrawals/${s.withdrawalId}`, allowed: concerned },
  'post /withdrawals': {
    path: () => '/withdrawals',
    body: (s) => ({ messageId: s.textId, reason: 'It says something else.' }),
    allowed: concerned,
  },
  'post /withdrawals/:id/seen': {
    path: (s) => `/withdrawals/${s.withdrawalId}/seen`,
    allowed: concerned,
  },
  'post /withdrawals/:id/undo': {
    path: (s) => `/withdrawals/${s.withdrawalId}/undo`,
    allowed: concerned,
  },
  'post /withdrawals/:id/correction': {
    path: (s) => `/withdrawals/${s.withdrawalId}/correction`,
    body: () => ({ text: 'What it really says.' }),
    allowed: concerned,
  },
  // Of the whole district: who reads the language, or is an administrator.
  'get /fixed-text-withdrawals': { path: () => '/fixed-text-withdrawals', allowed: everybody },
  'post /fixed-text-withdrawals': {
    path: () => '/fixed-text-withdrawals',
    body: () => ({ language: 'ht', key: 'confused.received', reason: 'It says something else.' }),
    allowed: everybody,
  },
  'get /fixed-text-withdrawals/:id': {
    path: (s) => `/fixed-text-withdrawals/${s.fixedTextId}`,
    allowed: everybody,
  },
  'get /fixed-text-withdrawals/:id/families': {
    path: (s) => `/fixed-text-withdrawals/${s.fixedTextId}/families`,
    allowed: officeHere,
    lists: true,
  },
  'post /fixed-text-withdrawals/:id/correction': {
    path: (s) => `/fixed-text-withdrawals/${s.fixedTextId}/correction`,
    body: () => ({ text: 'Dakò. Anyen pa chanje menm.' }),
    allowed: everybody,
  },
  'post /fixed-text-withdrawals/:id/undo': {
    path: (s) => `/fixed-text-withdrawals/${s.fixedTextId}/undo`,
    body: () => ({ reason: 'Nothing was wrong.' }),
    allowed: everybody,
  },
  'get /messages/:id/fixed-texts': {
    path: (s) => `/messages/${s.systemTextId}/fixed-texts`,
    allowed: officeHere,
  },
  'post /messages/:id/ask-speaker': {
    path: (s) => `/messages/${s.textId}/ask-speaker`,
    allowed: concerned,
  },
  'post /messages/:id/look': {
    path: (s) => `/messages/${s.textId}/look`,
    body: () => ({ outcome: 'no_worry' }),
    allowed: concerned,
  },
  'post /messages/:id/reading': {
    path: (s) => `/messages/${s.textId}/reading`,
    body: () => ({ part: 'topic', was: 'meals', topic: 'learning' }),
    allowed: concerned,
  },
  'post /messages/:id/reading/undo': {
    path: (s) => `/messages/${s.textId}/reading/undo`,
    body: (s) => ({ changeId: s.readingChangeId }),
    allowed: concerned,
  },
  'post /conversations/:id/assignee': {
    path: (s) => `/conversations/${s.conversationId}/assignee`,
    body: () => ({ staffId: null }),
    allowed: concerned,
  },
  'post /conversations/:id/state': {
    path: (s) => `/conversations/${s.conversationId}/state`,
    body: () => ({ state: 'open' }),
    allowed: concerned,
  },
  'get /ready-replies': {
    path: (s) => `/ready-replies?conversationId=${s.conversationId}`,
    allowed: concerned,
  },
  'get /classes': { path: () => '/classes', allowed: concerned, lists: true },
  'get /library': { path: (s) => `/library?classId=${s.classId}`, allowed: concerned },
  'get /nudges': { path: () => '/nudges', allowed: concerned, lists: true },
  'post /nudges/preview': {
    path: () => '/nudges/preview',
    body: (s) => ({ classId: s.classId, content }),
    allowed: concerned,
  },
  'post /nudges': {
    path: () => '/nudges',
    body: (s) => ({ classId: s.classId, content, startsLocal: null }),
    allowed: concerned,
  },
  'get /nudges/:id': { path: (s) => `/nudges/${s.nudgeId}`, allowed: concerned },
  'post /nudges/:id/ask-again': {
    path: (s) => `/nudges/${s.nudgeId}/ask-again`,
    body: () => ({}),
    allowed: concerned,
  },
  'post /nudges/:id/state': {
    path: (s) => `/nudges/${s.nudgeId}/state`,
    body: () => ({ state: 'cancelled' }),
    allowed: concerned,
  },
  'post /conversations/:id/channel': {
    path: (s) => `/conversations/${s.conversationId}/channel`,
    body: () => ({ channel: 'sms' }),
    allowed: concerned,
  },
  'post /pictures': { path: () => '/pictures', body: () => 'GIF89a', allowed: everybody },
  // The scene's people have uploaded none.
  'get /pictures/:id': { path: () => `/pictures/${newId()}`, allowed: [] },
  'post /whatsapp-templates': {
    path: () => '/whatsapp-templates',
    body: () => ({
      contentSid: `HX${'a'.repeat(32)}`,
      purpose: 'reply',
      language: 'es',
      variables: ['text'],
    }),
    allowed: ['district admin'],
  },
  'get /media/:messageId/:index': { path: (s) => `/media/${s.textId}/0`, allowed: concerned },
  // By name, for the families of all the scenes are more than a page.
  'get /families': {
    path: (s) => `/families?search=${s.guardianName}`,
    allowed: concerned,
    lists: true,
  },
  'get /families/:id': { path: (s) => `/families/${s.guardianId}`, allowed: concerned },
  'get /families/:id/timeline': { path: (s) => `/families/${s.guardianId}/timeline`, allowed: concerned },
  'post /families/:id/language': {
    path: (s) => `/families/${s.guardianId}/language`,
    body: () => ({ language: 'es' }),
    allowed: officeHere,
  },
  'post /families/:id/rights': {
    path: (s) => `/families/${s.guardianId}/rights`,
    body: (s) => ({
      studentId: s.studentId,
      kind: 'contact',
      allowed: false,
      fromDate: '2026-11-01',
      untilDate: null,
      orderSummary: 'No contact by order of the court.',
    }),
    allowed: officeHere,
  },
  'post /rights/:id/withdraw': { path: (s) => `/rights/${s.rightId}/withdraw`, allowed: officeHere },
  'post /conversations/:id/link': {
    path: (s) => `/conversations/${s.unknownConversationId}/link`,
    body: (s) => ({
      guardianId: s.guardianId,
      how: 'called_back',
      note: null,
      consented: true,
      retireAddressId: null,
    }),
    allowed: officeHere,
  },
  'post /identity-checks/:id/undo': {
    path: (s) => `/identity-checks/${s.checkId}/undo`,
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/reveal': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/reveal`,
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/retire': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/retire`,
    body: () => ({ reason: 'moved' }),
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/restore': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.retiredAddressId}/restore`,
    allowed: officeHere,
  },
  'get /whatsapp-templates': { path: () => '/whatsapp-templates', allowed: ['district admin'] },
  'post /whatsapp-templates/:id/use': {
    path: (s) => `/whatsapp-templates/${s.templateId}/use`,
    body: () => ({ used: false }),
    allowed: ['district admin'],
  },
  'post /families/:id/numbers/:addressId/channel': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/channel`,
    body: () => ({ channel: 'sms' }),
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/hours': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/hours`,
    body: (s) => ({
      hours: { from: '16:00', until: '18:00' },
      days: null,
      askedByGuardianId: s.guardianId,
      askedOn: '2026-11-20',
      note: null,
    }),
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/hours/preview': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/hours/preview`,
    body: () => ({ hours: null, days: 'weekends' }),
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/hours/undo': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/hours/undo`,
    body: (s) => ({ eventId: s.hoursEventId }),
    allowed: officeHere,
  },
  'post /messages/:id/guardian': {
    path: (s) => `/messages/${s.textId}/guardian`,
    body: () => ({ guardianId: null }),
    allowed: officeHere,
  },
  'post /families/:id/consent/undo': {
    path: (s) => `/families/${s.guardianId}/consent/undo`,
    body: (s) => ({ eventId: s.eventId, reason: 'It was read wrongly.' }),
    allowed: officeHere,
  },
  'post /families/:id/numbers/:addressId/consent': {
    path: (s) => `/families/${s.guardianId}/numbers/${s.addressId}/consent`,
    body: () => ({ kind: 'fewer', basis: 'form', reason: 'Asked at the school fair.' }),
    allowed: officeHere,
  },
  'get /reviews': {
    path: (s) => `/reviews?scope=mine&schoolId=${s.schoolId}`,
    allowed: concerned,
    lists: true,
  },
  'get /imports': { path: () => '/imports', allowed: ['district admin'] },
  'get /imports/sources': { path: () => '/imports/sources', allowed: ['district admin'] },
  'get /imports/missed': { path: () => '/imports/missed', allowed: ['district admin'] },
  'post /imports/:id/read-again': {
    path: (s) => `/imports/${s.importId}/read-again`,
    body: () => ({ languageColumn: 'metadata.home' }),
    allowed: ['district admin'],
  },
  'get /imports/:id': { path: (s) => `/imports/${s.importId}`, allowed: ['district admin'] },
  'get /imports/:id/rows': {
    path: (s) => `/imports/${s.importId}/rows?action=add`,
    allowed: ['district admin'],
  },
  'post /imports/:id/apply': {
    path: (s) => `/imports/${s.importId}/apply`,
    body: () => ({ confirmed: false }),
    allowed: ['district admin'],
  },
  'post /imports/:id/discard': { path: (s) => `/imports/${s.importId}/discard`, allowed: ['district admin'] },
  'post /imports/:id/undo': {
    path: (s) => `/imports/${s.appliedImportId}/undo`,
    allowed: ['district admin'],
  },
  'get /conversations/:id/consent': {
    path: (s) => `/conversations/${s.conversationId}/consent`,
    allowed: officeHere,
  },
  'post /conversations/:id/consent': {
    path: (s) => `/conversations/${s.conversationId}/consent`,
    body: () => ({ kind: 'fewer', reason: 'The mother called.' }),
    allowed: officeHere,
  },
  'post /conversations/:id/consent/undo': {
    path: (s) => `/conversations/${s.conversationId}/consent/undo`,
    body: (s) => ({ eventId: s.eventId, reason: 'It was read wrongly.' }),
    allowed: officeHere,
  },
  'post /conversations/:id/consent/decision': {
    path: (s) => `/conversations/${s.conversationId}/consent/decision`,
    body: (s) => ({ decisionId: s.decisionId, decision: 'go_on' }),
    allowed: officeHere,
  },
  'get /schools/:id/days': { path: ({ schoolId }) => `/schools/${schoolId}/days`, allowed: everybodyHere },
  'post /schools/:id/days': {
    path: ({ schoolId }) => `/schools/${schoolId}/days`,
    body: () => ({ from: '2026-12-24', until: '2026-12-31', kind: 'holiday', note: 'Winter' }),
    allowed: administrators,
  },
  'post /schools/:id/days/clear': {
    path: ({ schoolId }) => `/schools/${schoolId}/days/clear`,
    body: () => ({ day: '2026-12-24' }),
    allowed: administrators,
  },
  'post /schools/contact-hours': {
    path: () => '/schools/contact-hours',
    body: ({ schoolId }) => ({ schoolIds: [schoolId], hours: { from: '09:00', until: '20:00' } }),
    allowed: ['district admin'],
  },
  'get /languages': { path: () => '/languages', allowed: everybody },
  'get /languages/:code': { path: () => '/languages/ht', allowed: everybody },
  'post /languages/:code/approvals': {
    path: () => '/languages/ht/approvals',
    body: () => ({
      part: 'crisis',
      hash: hashOfPart(textsOfPart(api.rt.texts, 'ht', 'crisis')),
      speakerName: null,
    }),
    allowed: everybody,
  },
  'post /languages/:code/approvals/taken-back': {
    path: () => '/languages/ht/approvals/taken-back',
    body: () => ({
      part: 'crisis',
      hash: hashOfPart(textsOfPart(api.rt.texts, 'ht', 'crisis')),
    }),
    allowed: everybody,
  },
  'get /holds': { path: () => '/holds', allowed: everybodyHere, lists: true },
  'post /holds': {
    path: () => '/holds',
    body: (s) => ({ scope: 'school', schoolId: s.schoolId, reason: 'A wrong text went out.' }),
    allowed: administrators,
  },
  'post /holds/:id/lift': {
    path: (s) => `/holds/${s.holdId}/lift`,
    body: () => ({ heldTexts: 'send' }),
    allowed: administrators,
  },
  'post /understand': {
    path: () => '/understand',
    body: () => ({ text: 'hola', language: 'es', ask: null }),
    allowed: [],
    lists: true,
  },
  'get /alerts': { path: () => '/alerts', allowed: officeHere, roles: office, lists: true },
  'get /alerts/places': { path: () => '/alerts/places', allowed: [], roles: office, lists: true },
  'get /alerts/:id': { path: (s) => `/alerts/${s.alertId}`, allowed: officeHere, roles: office },
  'get /alerts/:id/left-out': {
    path: (s) => `/alerts/${s.alertId}/left-out`,
    allowed: officeHere,
    roles: office,
  },
  'get /alerts/:id/replies': {
    path: (s) => `/alerts/${s.alertId}/replies`,
    allowed: officeHere,
    roles: office,
  },
  'post /alerts/:id/answer': {
    path: (s) => `/alerts/${s.alertId}/answer`,
    body: () => ({ text: 'The one by the road.' }),
    allowed: officeHere,
    roles: office,
  },
  'post /alerts/:id/answer/preview': {
    path: (s) => `/alerts/${s.alertId}/answer/preview`,
    body: () => ({ text: 'The one by the road.' }),
    allowed: officeHere,
    roles: office,
  },
  'post /alerts/preview': {
    path: () => '/alerts/preview',
    body: (s) => ({ kind: 'closure', schoolIds: [s.schoolId], day: '2026-11-24' }),
    allowed: administrators,
    roles: senders,
  },
  'post /alerts': {
    path: () => '/alerts',
    body: (s) => ({ kind: 'all_clear', schoolIds: [s.schoolId], day: '2026-11-24' }),
    allowed: administrators,
    roles: senders,
  },
  'get /calls': {
    path: (s) => `/calls?alertId=${s.alertId}`,
    allowed: officeHere,
    roles: office,
    lists: true,
  },
  'post /calls/:id/done': {
    path: (s) => `/calls/${s.callId}/done`,
    body: () => ({ outcome: 'Reached them.' }),
    allowed: officeHere,
    roles: office,
  },
  'get /lines': { path: () => '/lines', allowed: ['district admin'], roles: ['district_admin'] },
  'post /lines/:id/pace': {
    path: (s) => `/lines/${s.lineId}/pace`,
    body: () => ({ messagesPerSecond: 5, segmentsPerDay: 2000, alertShare: 30 }),
    allowed: ['district admin'],
    roles: ['district_admin'],
  },
  'post /lines/:id/resume': { path: (s) => `/lines/${s.lineId}/resume`, allowed: administrators },
  'get /translation/settings': { path: () => '/translation/settings', allowed: settingsReaders },
  'post /translation/agreements': {
    path: () => '/translation/agreements',
    body: () => ({ engine: 'outside', reference: 'DPA 7', topics: null, maskNames: true }),
    allowed: ['district admin'],
  },
  'post /translation/agreements/:engine/end': {
    path: () => '/translation/agreements/ended/end',
    allowed: ['district admin'],
  },
  'post /translation/pairs': {
    path: () => '/translation/pairs',
    body: () => ({ from: 'en', to: 'es', engines: [{ engine: 'outside', tier: 'hold' }] }),
    allowed: ['district admin'],
  },
  'get /translation/terms': { path: () => '/translation/terms', allowed: settingsReaders },
  'post /translation/terms': {
    path: () => '/translation/terms',
    body: () => ({ term: 'Lab', toLanguage: null, target: 'Lab', note: null }),
    allowed: ['district admin'],
  },
  'post /translation/terms/:id/remove': {
    path: (s) => `/translation/terms/${s.termId}/remove`,
    allowed: ['district admin'],
  },
  'post /translation/terms/import': {
    path: () => '/translation/terms/import',
    body: () => ({ content: 'term\nGym\n' }),
    allowed: ['district admin'],
  },
  'get /translation/terms.csv': { path: () => '/translation/terms.csv', allowed: settingsReaders },
  'get /translation/memory': { path: () => '/translation/memory', allowed: settingsReaders },
  'post /translation/memory/:id/retire': {
    path: (s) => `/translation/memory/${s.memoryId}/retire`,
    allowed: ['district admin'],
  },
  'get /translation/retired-memory': {
    path: () => '/translation/retired-memory',
    allowed: settingsReaders,
  },
  'post /translation/memory/:id/restore': {
    path: (s) => `/translation/memory/${s.memoryId}/restore`,
    allowed: ['district admin'],
  },
  'post /translation/memory/import': {
    path: () => '/translation/memory/import',
    body: () => ({ format: 'csv', content: 'from,to,source,target\nen,es,Hi.,Hola.\n' }),
    allowed: ['district admin'],
  },
  'get /translation/memory.:format': { path: () => '/translation/memory.tmx', allowed: settingsReaders },
};

const nameOf = (route: Route): string => `${route.method} ${route.path}`;
const guarded = apiRoutes.filter((route) => route.open !== true);

test('every route of the table that needs signing in is walked here, and only one is open', () => {
  expect(guarded.map(nameOf).sort()).toEqual(Object.keys(probes).sort());
  expect(apiRoutes.filter((route) => route.open === true).map(nameOf)).toEqual(['get /demo-accounts']);
});

/** What a route answers in a scene: to one of its people, or to somebody who has not signed in. */
function call(
  route: Route,
  probe: Probe,
  scene: Scene,
  { as, headers = {} }: { as?: BuiltStaff; headers?: Record<string, string> } = {},
) {
  return api.ask(route.method.toUpperCase(), probe.path(scene), {
    ...(as === undefined ? {} : { as }),
    ...(probe.body === undefined ? {} : { body: probe.body(scene) }),
    headers: {
      'idempotency-key': newId(),
      ...(route.upload === true ? { 'content-type': 'image/gif' } : {}),
      ...headers,
    },
  });
}

/** One of the scene's people is answered if it concerns them, and told nothing if not. */
async function expectAnswer(route: Route, probe: Probe, scene: Scene, who: Who): Promise<void> {
  const answer = await call(route, probe, scene, { as: scene.people[who] });
  const seen = scene.secrets.filter((secret) => answer.text.includes(secret));
  if (probe.allowed.includes(who)) {
    const isGood = answer.status < 300;
    const problem = isGood ? null : answer.json;
    expect({ who, isGood, problem }).toEqual({ who, isGood: true, problem: null });
    if (probe.lists === true) expect({ who, seen: seen.length > 0 }).toEqual({ who, seen: true });
    return;
  }
  const mayAsk = probe.roles?.includes(scene.people[who].role) ?? true;
  const status = !mayAsk ? 403 : probe.lists === true ? 200 : 404;
  expect({ who, status: answer.status }).toEqual({ who, status });
  expect({ who, seen }).toEqual({ who, seen: [] });
}

const walked = (routes: readonly Route[]) =>
  routes.flatMap((route) => {
    const probe = probes[nameOf(route)];
    return probe === undefined ? [] : [{ name: nameOf(route), route, probe }];
  });
/** Reads, or looks ahead: whoever asks leaves the scene as it was for the next one. */
const leavesAsItWas = ({ method, path }: Route): boolean => method === 'get' || path.endsWith('/preview');

describe('whoever has not signed in', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await buildScene();
  });

  test.each(walked(guarded))('gets nothing of $name', async ({ route, probe }) => {
    expect(await call(route, probe, scene)).toMatchObject({ status: 401, json: { code: 'not_signed_in' } });
    const madeUp = { authorization: 'Bearer recado_made-up' };
    expect((await call(route, probe, scene, { headers: madeUp })).status).toBe(401);
  });
});

describe('what leaves everything as it was', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await buildScene();
  });

  test.each(walked(guarded.filter(leavesAsItWas)))(
    '$name answers whom it concerns, and tells the others nothing',
    async ({ route, probe }) => {
      for (const who of Object.keys(scene.people) as Who[]) await expectAnswer(route, probe, scene, who);
    },
  );
});

/** The fields of the scene its path and body are made of. */
function fieldsNamedBy(probe: Probe): ReadonlySet<string> {
  const named = new Set<string>();
  const noting = new Proxy({} as Scene, { get: (_, field) => named.add(String(field)) && '' });
  probe.path(noting);
  probe.body?.(noting);
  return named;
}

describe('what changes something', () => {
  test.each(walked(guarded.filter((route) => !leavesAsItWas(route))))(
    '$name is done for whom it concerns, and by the others not at all',
    async ({ route, probe }) => {
      let scene = await buildScene();
      const everyone = Object.keys(scene.people) as Who[];
      // Who is refused changes nothing: for the first who may, everything is there still.
      for (const who of everyone.filter((one) => !probe.allowed.includes(one)))
        await expectAnswer(route, probe, scene, who);
      for (const [n, who] of everyone.filter((one) => probe.allowed.includes(one)).entries()) {
        if (n > 0) scene = await buildScene(fieldsNamedBy(probe));
        await expectAnswer(route, probe, scene, who);
      }
    },
  );
});
