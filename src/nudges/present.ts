import { explainDelivery } from '../delivery/explain-delivery.js';
import type { Runtime } from '../lib/runtime.js';
import { plainText } from './compose.js';
import type { NudgeRow, RecipientRow } from './nudges.queries.js';

/** A nudge as the API shows it in lists. */
export function presentNudge(rt: Pick<Runtime, 'texts'>, row: NudgeRow) {
  const { runId, runOpenedAt, runState } = row;
  return {
    id: row.id,
    class: { id: row.classId, name: row.className },
    school: { id: row.schoolId, name: row.schoolName, timeZone: row.timeZone },
    by: row.byName,
    text: plainText(
      rt,
      row.libraryKey === null ? { ownText: row.ownText ?? '' } : { libraryKey: row.libraryKey },
    ),
    askKind: row.askKind,
    repeats: row.repeats,
    asksAgain: row.asksAgainRunId !== null,
    state: row.state,
    nextRunAt: row.nextRunAt?.toISOString() ?? null,
    lastRun:
      runId === null || runOpenedAt === null || runState === null
        ? null
        : {
            id: runId,
            openedAt: runOpenedAt.toISOString(),
            state: runState,
            recipients: row.recipients,
            delivered: row.delivered,
            failed: row.failed,
            held: row.held,
            leftOut: row.leftOut,
            answered: row.answered,
          },
  };
}

export type NudgeSummary = ReturnType<typeof presentNudge>;

/** A family of a run as the API shows it. */
export function presentRecipient(row: RecipientRow) {
  const { answerValue, answerText, answeredAt } = row;
  return {
    name: familyLabel(row.guardians, row.students),
    student: row.students,
    language: row.language,
    conversationId: row.conversationId,
    ...outcomeOf(row),
    hasIt: row.deliveryState === 'sent' || row.deliveryState === 'delivered' || answerValue !== null,
    answer:
      answerValue === null || answerText === null || answeredAt === null
        ? null
        : {
            value: answerValue,
            text: answerText,
            language: row.answerLanguage,
            translation: row.answerTranslation,
            at: answeredAt.toISOString(),
            putRightBy: row.answerPutRightBy,
          },
  };
}

/** A text that was held and let go since is one that was queued. */
function outcomeOf(row: RecipientRow): { outcome: 'queued' | 'held' | 'left_out'; explanation: string } {
  if (row.deliveryState === null) {
    return { outcome: 'left_out', explanation: `left out: ${row.reason ?? 'nobody noted why'}` };
  }
  const explanation = explainDelivery(row.deliveryState, row.deliveryReason);
  return row.deliveryState === 'held'
    ? { outcome: 'held', explanation: `held: ${explanation}` }
    : { outcome: 'queued', explanation };
}

/** What staff call a family: by its guardians, else by its children. */
export function familyLabel(guardians: string | null, students: string | null): string {
  return guardians ?? `Family of ${students ?? 'a student'}`;
}
