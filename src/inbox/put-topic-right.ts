import { mayAssignTo } from '../auth/visibility.js';
import {
  lockRequest,
  recordReadingChange,
  setTopic,
  type ReadingChange,
} from '../conversations/readings.queries.js';
import type { Topic } from '../i18n/topics.js';
import { readFamilies } from '../roster/families.queries.js';
import { familyLanguage } from '../roster/family-language.js';
import { route, type RouteResult } from '../routing/route.js';
import { staffOfSchool, teachersOf, type StaffToRouteTo } from '../routing/routing.queries.js';
import { changedMeanwhile, type PutRight, type PuttingRight } from './putting-right.js';

/** A person says what a text is about. Its request follows; nobody is given it by that. */
export async function putTopicRight(
  work: PuttingRight,
  { was, topic }: { was: string; topic: Topic },
): Promise<PutRight> {
  const { trx, now, staff, messageId, text } = work;
  if (text.topic !== was || text.topic === topic) throw changedMeanwhile();
  const request = await lockRequest(trx, messageId);
  await setTopic(trx, messageId, { topicByHand: topic, topic });
  const changeId = await recordReadingChange(trx, now, {
    messageId,
    part: 'topic',
    was: { topicByHand: text.topicByHand, topic: text.topic },
    became: { topic },
    staffId: staff.id,
  });
  const isOpen = request?.status === 'open' && !request.urgent;
  return { changeId, wouldGoTo: isOpen ? await whomItGoesTo(work, topic) : null, nudgeId: null };
}

/** Takes {@link putTopicRight} back. */
export async function takeTopicBack(
  { trx, messageId, text }: PuttingRight,
  { was, became }: ReadingChange,
): Promise<void> {
  if (text.topicByHand !== became.topic) throw changedMeanwhile();
  const { topicByHand = null, topic = 'other' } = was;
  await setTopic(trx, messageId, { topicByHand, topic });
}

/** Whom a text about this goes to as a rule, where that is not who has it and this person may give it to them. */
async function whomItGoesTo(work: PuttingRight, topic: Topic): Promise<PutRight['wouldGoTo']> {
  const { staffHere, decision } = await routeAnew(work, { topic, urgent: false, currentAssigneeId: null });
  const current = work.conversation.assigneeStaffId;
  const to = staffHere.find((one) => one.id === decision.assigneeId);
  if (!to || to.id === current || !mayAssignTo(work.staff, to)) return null;
  // One liaison is as good as another: whoever has it keeps it.
  const has = staffHere.find((one) => one.id === current);
  return has?.role === 'liaison' && to.role === 'liaison' ? null : { id: to.id, name: to.name };
}

/** Where a text goes, were it about this. */
export async function routeAnew(
  { trx, staff, conversation, text }: PuttingRight,
  about: { topic: Topic; urgent: boolean; currentAssigneeId: string | null },
): Promise<{ staffHere: StaffToRouteTo[]; decision: RouteResult }> {
  const { topic, urgent, currentAssigneeId } = about;
  const [family] = await readFamilies(trx, [conversation], staff.id);
  const students = text.studentId === null ? (family?.students ?? []).map(({ id }) => id) : [text.studentId];
  const staffHere = await staffOfSchool(trx, conversation.schoolId);
  const decision = route({
    understood: { topic, urgent, needsStaff: true, language: text.language ?? 'en' },
    conversation: { currentAssigneeId },
    classTeachers: await teachersOf(trx, conversation.schoolId, students),
    staff: staffHere,
    homeLanguage: family ? familyLanguage(family, text.language) : null,
  });
  return { staffHere, decision };
}
