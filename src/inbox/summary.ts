import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Family } from '../roster/families.queries.js';
import { familyLanguage } from '../roster/family-language.js';
import { familyName, studentsFor } from './family-view.js';
import type { ConversationRow } from './list.queries.js';

/** One row of the list as staff see it: `conversationSummary` of the API. */
export interface ConversationSummary {
  id: string;
  school: { id: string; name: string; timeZone: string };
  familyName: string;
  students: string[];
  language: string | null;
  state: ConversationRow['state'];
  urgent: boolean;
  lookSoon: boolean;
  assignee: { id: string; name: string } | null;
  waitingSince: string | null;
  lastMessage: ConversationRow['lastMessage'];
  lastPosition: number;
  needsAttention: boolean;
  needsSpeaker: boolean;
}

export function summarise(staff: SignedInStaff, row: ConversationRow, family: Family): ConversationSummary {
  return {
    id: row.id,
    school: { id: row.schoolId, name: row.schoolName, timeZone: row.timeZone },
    familyName: familyName(family),
    students: studentsFor(staff, family, row.assigneeId).map((student) => student.name),
    language: familyLanguage(family, row.lastWrittenIn),
    state: row.state,
    urgent: row.urgent,
    lookSoon: row.lookSoon,
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
    waitingSince: row.waitingSince?.toISOString() ?? null,
    // PostgreSQL writes times of JSON in its own zone.
    lastMessage: row.lastMessage && {
      ...row.lastMessage,
      createdAt: new Date(row.lastMessage.createdAt).toISOString(),
    },
    lastPosition: row.lastPosition,
    needsAttention: row.needsAttention,
    needsSpeaker: row.needsSpeaker,
  };
}
