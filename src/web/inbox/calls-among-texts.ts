import type { CallMade, MessageView } from '../../api/thread.schemas.js';

export type ThreadItem = { at: string } & ({ message: MessageView } | { call: CallMade });

/**
 * The texts of a thread in their order, with the calls that were made where they fall between them. While earlier texts
 * are not loaded, calls from before the first one are left to them.
 */
export function callsAmongTexts(
  messages: readonly MessageView[],
  calls: readonly CallMade[],
  hasEarlier: boolean,
): ThreadItem[] {
  const from = hasEarlier ? timeOf(messages[0]?.createdAt) : -Infinity;
  const waiting = calls
    .filter((call) => timeOf(call.at) >= from)
    .toSorted((a, b) => timeOf(a.at) - timeOf(b.at));
  const items: ThreadItem[] = [];
  for (const message of messages) {
    while (waiting[0] !== undefined && timeOf(waiting[0].at) < timeOf(message.createdAt)) {
      items.push(...waiting.splice(0, 1).map((call) => ({ at: call.at, call })));
    }
    items.push({ at: message.createdAt, message });
  }
  return [...items, ...waiting.map((call) => ({ at: call.at, call }))];
}

const timeOf = (moment: string | undefined): number =>
  moment === undefined ? -Infinity : Date.parse(moment);
