import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type {
  AlertAnswerTable,
  AlertRecipientTable,
  AlertSchoolTable,
  AlertTable,
  AlertTextTable,
} from '../alerts/alerts.table.js';
import type { ApiTokenTable, AuditEventTable, SignInTryTable } from '../auth/auth.table.js';
import type { CallTaskTable } from '../calls/calls.table.js';
import type {
  CarrierBlockTable,
  ConsentDecisionTable,
  ConsentEventTable,
  ConsentPurposeTable,
  ConsentStateTable,
  ContactDayTable,
  ContactHoursEventTable,
  ContactPreferenceTable,
  ContactSlotTable,
} from '../consent/consent.table.js';
import type {
  AssignmentTable,
  ConversationReaderTable,
  ConversationTable,
  LookSoonTable,
  MessageTable,
  RequestTable,
  UploadedPictureTable,
} from '../conversations/conversations.table.js';
import type { ReadingChangeTable } from '../conversations/readings.table.js';
import type {
  DeliveryAttemptTable,
  DeliveryTable,
  IdempotencyKeyTable,
  IncidentTable,
  LineDayTable,
  LineSlotTable,
  LineTurnTable,
  WhatsappTemplateTable,
} from '../delivery/delivery.table.js';
import type { ResponseTable } from '../feedback/feedback.table.js';
import type { FlowRunTable } from '../flows/flows.table.js';
import type { HoldTable } from '../holds/holds.table.js';
import type {
  ImportRowTable,
  ImportStagedLinkTable,
  ImportStagedTable,
  ImportTable,
} from '../imports/imports.table.js';
import type { LineBackfillTable } from '../inbound/inbound.table.js';
import type {
  NudgeDayOffTable,
  NudgeRecipientTable,
  NudgeRunTable,
  NudgeTable,
} from '../nudges/nudges.table.js';
import type {
  AddressTable,
  ClassStaffTable,
  ClassTable,
  DeploymentTable,
  EnrollmentTable,
  GuardianAddressTable,
  GuardianRightTable,
  GuardianStudentTable,
  GuardianTable,
  IdentityCheckTable,
  LineSchoolTable,
  LineTable,
  SchoolDayTable,
  SchoolTable,
  StaffSchoolTable,
  StaffTable,
  StudentTable,
  WhatsappContactTable,
} from '../roster/roster.table.js';
import type { RouteDecisionTable } from '../routing/routing.table.js';
import { PlanningClient } from './prepared.js';
import type {
  EngineAgreementTable,
  EngineUseTable,
  FixedTextChangeTable,
  FixedTextUnderWayTable,
  FixedTextWithdrawalTable,
  GlossaryTermTable,
  InterpreterTaskTable,
  LanguageApprovalTable,
  LanguagePairTable,
  MessageTranslationTable,
  TranslationEditTable,
  TranslationFlagTable,
  TranslationMemoryTable,
  TranslationReviewTable,
  TranslationWithdrawalTable,
  WithdrawalReaderTable,
  WithdrawnTextTable,
} from '../translation/translation.table.js';

/** Every table, in camelCase; the columns themselves are snake_case. */
export interface Database {
  address: AddressTable;
  alert: AlertTable;
  alertAnswer: AlertAnswerTable;
  alertRecipient: AlertRecipientTable;
  alertSchool: AlertSchoolTable;
  alertText: AlertTextTable;
  apiToken: ApiTokenTable;
  assignment: AssignmentTable;
  auditEvent: AuditEventTable;
  callTask: CallTaskTable;
  carrierBlock: CarrierBlockTable;
  class: ClassTable;
  classStaff: ClassStaffTable;
  consentDecision: ConsentDecisionTable;
  consentEvent: ConsentEventTable;
  consentPurpose: ConsentPurposeTable;
  consentState: ConsentStateTable;
  contactDay: ContactDayTable;
  contactHoursEvent: ContactHoursEventTable;
  contactPreference: ContactPreferenceTable;
  contactSlot: ContactSlotTable;
  conversation: ConversationTable;
  conversationReader: ConversationReaderTable;
  delivery: DeliveryTable;
  deliveryAttempt: DeliveryAttemptTable;
  deployment: DeploymentTable;
  engineAgreement: EngineAgreementTable;
  engineUse: EngineUseTable;
  enrollment: EnrollmentTable;
  fixedTextChange: FixedTextChangeTable;
  fixedTextUnderWay: FixedTextUnderWayTable;
  fixedTextWithdrawal: FixedTextWithdrawalTable;
  flowRun: FlowRunTable;
  glossaryTerm: GlossaryTermTable;
  guardian: GuardianTable;
  guardianAddress: GuardianAddressTable;
  guardianRight: GuardianRightTable;
  guardianStudent: GuardianStudentTable;
  hold: HoldTable;
  identityCheck: IdentityCheckTable;
  idempotencyKey: IdempotencyKeyTable;
  import: ImportTable;
  importRow: ImportRowTable;
  importStaged: ImportStagedTable;
  importStagedLink: ImportStagedLinkTable;
  incident: IncidentTable;
  interpreterTask: InterpreterTaskTable;
  languageApproval: LanguageApprovalTable;
  languagePair: LanguagePairTable;
  line: LineTable;
  lineBackfill: LineBackfillTable;
  lineDay: LineDayTable;
  lineSchool: LineSchoolTable;
  lineSlot: LineSlotTable;
  lineTurn: LineTurnTable;
  lookSoon: LookSoonTable;
  message: MessageTable;
  messageTranslation: MessageTranslationTable;
  nudge: NudgeTable;
  nudgeDayOff: NudgeDayOffTable;
  nudgeRecipient: NudgeRecipientTable;
  nudgeRun: NudgeRunTable;
  readingChange: ReadingChangeTable;
  request: RequestTable;
  response: ResponseTable;
  routeDecision: RouteDecisionTable;
  school: SchoolTable;
  schoolDay: SchoolDayTable;
  signInTry: SignInTryTable;
  staff: StaffTable;
  staffSchool: StaffSchoolTable;
  student: StudentTable;
  translationEdit: TranslationEditTable;
  translationFlag: TranslationFlagTable;
  translationMemory: TranslationMemoryTable;
  translationReview: TranslationReviewTable;
  translationWithdrawal: TranslationWithdrawalTable;
  uploadedPicture: UploadedPictureTable;
  whatsappContact: WhatsappContactTable;
  whatsappTemplate: WhatsappTemplateTable;
  withdrawalReader: WithdrawalReaderTable;
  withdrawnText: WithdrawnTextTable;
}

const { DATE, TIMESTAMP } = pg.types.builtins;
const floating: readonly number[] = [DATE, TIMESTAMP];

/** Dates and floating timestamps stay text: JavaScript's Date would put them into some time zone. */
const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) =>
    floating.includes(oid) ? (value: string): string => value : parserOf(oid, format),
};

function parserOf(oid: number, format: string | undefined): (value: string) => unknown {
  return (
    format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
  ) as (value: string) => unknown;
}

/**
 * A pool of connections to PostgreSQL; the caller ends it. Errors of idle connections are left to the next query.
 * @param more.patienceMs how long a connection is waited for, 10,000 by default: a busy machine may take seconds, and who
 * must answer sooner keeps a deadline of its own
 */
export function createPool(
  databaseUrl: string,
  max: number,
  { options, patienceMs = 10_000 }: { options?: string; patienceMs?: number } = {},
): pg.Pool {
  const pool = new pg.Pool({
    Client: PlanningClient,
    connectionString: databaseUrl,
    max,
    types: parsers,
    connectionTimeoutMillis: patienceMs,
    // A process that stands still in the middle of a transaction must not keep its locks from all the others.
    idle_in_transaction_session_timeout: 10_000,
    application_name: 'recado',
    ...(options === undefined ? {} : { options }),
  });
  pool.on('error', () => undefined);
  // While a connection is lent out nobody listens to it, and a server that shuts down would end the whole process:
  // whoever has the connection learns of it from the query under way or the next one.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The query builder over a pool. `destroy()` ends the pool too. */
export function createDatabase(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

/** Whether the database answers a question now. */
export async function databaseAnswers(db: Kysely<Database>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
