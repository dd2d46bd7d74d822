import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Channel } from '../vendors/carriers/carrier.js';

/** Who set something: the student information system through an import, the family by text, or staff. */
export type Owner = 'sis' | 'family' | 'staff';

/** Where a row came from, and which of its fields a family or staff set since; those no import overwrites. */
interface Origin {
  /** `recado` for rows made here; `sourceId` is unique per source. */
  source: Generated<string>;
  sourceId: string | null;
  owners: JSONColumnType<Record<string, Owner>, string | undefined>;
}

/** What a member of staff may do; roles are checked in the queries, not only on the pages. */
export type StaffRole = 'teacher' | 'liaison' | 'school_admin' | 'district_admin';

export interface DeploymentTable {
  onlyRow: Generated<boolean>;
  /** What this database is for; never changes. */
  kind: 'demo' | 'live';
  districtName: string;
  createdAt: Date;
}

export interface SchoolTable extends Origin {
  id: string;
  name: string;
  timeZone: string;
  /** Local hours in which families are texted, `HH:MM:SS`; equal values mean the whole day. */
  contactFrom: ColumnType<string, string | undefined, string>;
  contactUntil: ColumnType<string, string | undefined, string>;
  createdAt: Date;
}

/** `holiday`, `closure`: no school at all; `half_day`: school until noon. */
export type SchoolDayKind = 'holiday' | 'half_day' | 'closure';

/** A day that is not like the others in a school's calendar. */
export interface SchoolDayTable {
  schoolId: string;
  /** `YYYY-MM-DD`. */
  day: string;
  kind: SchoolDayKind;
  note: string | null;
  setByStaffId: string | null;
  updatedAt: Date;
}

export interface StaffTable extends Origin {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  languages: Generated<string[]>;
  authUserId: string | null;
  active: Generated<boolean>;
  /** Whom an API token speaks for that is nobody's: no work is given to it. */
  isMachine: GeneratedAlways<boolean>;
  createdAt: Date;
}

export interface StaffSchoolTable {
  staffId: string;
  schoolId: string;
  owner: Generated<Owner>;
}

export interface ClassTable extends Origin {
  id: string;
  schoolId: string;
  name: string;
  grade: string;
  subject: string | null;
  /** Set when it is over: nobody is enrolled or teaches any more, what was sent stays. */
  endedAt: Generated<Date | null>;
  createdAt: Date;
}

export interface ClassStaffTable {
  classId: string;
  staffId: string;
  owner: Generated<Owner>;
}

export interface StudentTable extends Origin {
  id: string;
  schoolId: string;
  givenName: string;
  familyName: string;
  grade: string;
  /** Set when the student left the district; what was said stays. */
  leftAt: Generated<Date | null>;
  createdAt: Date;
}

export interface EnrollmentTable {
  classId: string;
  studentId: string;
  owner: Generated<Owner>;
}

export interface GuardianTable extends Origin {
  id: string;
  name: string;
  homeLanguage: string | null;
  timeZone: string | null;
  /** Set when the records name no such guardian any more. */
  leftAt: Generated<Date | null>;
  createdAt: Date;
}

export interface GuardianStudentTable {
  guardianId: string;
  studentId: string;
  relationship: string;
  mayContact: Generated<boolean>;
  owner: Generated<Owner>;
}

export interface AddressTable {
  id: string;
  e164: string;
  language: string | null;
  unreachableSince: Date | null;
  unreachableReason: string | null;
  channel: ColumnType<Channel | null, Channel | null | undefined, Channel | null>;
  smsInstead: Generated<boolean>;
  textOnlyReason: ColumnType<string | null, string | null | undefined, string | null>;
  createdAt: Date;
}

/** A guardian is reached at a number while `retiredAt` is null; a retired link stays, for imports to leave alone. */
export interface GuardianAddressTable {
  guardianId: string;
  addressId: string;
  owner: Generated<Owner>;
  retiredAt: Date | null;
  retiredReason: RetiredReason | null;
  retiredByStaffId: string | null;
}

export type RetiredReason = 'wrong_number' | 'moved' | 'reassigned' | 'mistake';

export type RightKind = 'contact' | 'records' | 'pick_up';

/** A dated decision about one right of one guardian for one child; `contact_allowed` in migration 0009 says which counts. */
export interface GuardianRightTable {
  id: string;
  guardianId: string;
  studentId: string;
  kind: RightKind;
  allowed: boolean;
  /** `YYYY-MM-DD`, days at the child's school; null: until another decision. */
  fromDate: string;
  untilDate: string | null;
  orderSummary: string | null;
  source: 'sis' | 'staff';
  setByStaffId: string | null;
  setAt: Date;
  withdrawnAt: Date | null;
  withdrawnByStaffId: string | null;
}

/** How staff made sure who writes from a number, before it was linked to a guardian. */
export interface IdentityCheckTable {
  id: string;
  addressId: string;
  guardianId: string;
  conversationId: string;
  how: IdentityCheckHow;
  note: string | null;
  staffId: string;
  checkedAt: Date;
  retiredAddressId: string | null;
  consentBefore: string | null;
  undoneAt: Date | null;
  undoneByStaffId: string | null;
}

export type IdentityCheckHow = 'called_back' | 'in_person' | 'knew_details';

export interface LineTable {
  id: string;
  e164: string;
  name: string;
  carrier: 'twilio' | 'simulator';
  messagingServiceSid: string | null;
  messagesPerSecond: ColumnType<number, number | undefined, number>;
  /** Segments the carriers let it send a day; null: no such limit. */
  segmentsPerDay: Generated<number | null>;
  /** Percent of them that is kept for alerts. */
  alertShare: Generated<number>;
  stoppedAt: Date | null;
  stoppedReason: string | null;
  whatsappSender: ColumnType<string | null, string | null | undefined, string | null>;
  canSendPictures: Generated<boolean>;
  createdAt: Date;
}

export interface LineSchoolTable {
  lineId: string;
  schoolId: string;
}

/** What WhatsApp lets a line write to an address. */
export interface WhatsappContactTable {
  addressId: string;
  lineId: string;
  lastInboundAt: Date | null;
  closedAt: Date | null;
  unusableReason: string | null;
}
