import { expect } from '@jest/globals';
import type { ConversationPage } from '../../src/api/inbox.schemas.js';
import type { ReplyResult } from '../../src/api/replies.schemas.js';
import type { MessageView, Thread } from '../../src/api/thread.schemas.js';
import { until, type SignedIn, type Stage, type StageFamily } from '../support/stage.js';

/** The teacher sends a prompt of the library to the class, now; done when every family has it. */
export async function sendNudge(stage: Stage): Promise<void> {
  const teacher = await stage.signIn(stage.teacher);
  const answer = await teacher.post('/api/nudges', {
    classId: stage.classId,
    content: { kind: 'library', key: 'math.howDidYouKnow' },
    startsLocal: null,
    repeats: 'once',
    endsOn: null,
  });
  expect(answer.status).toBeLessThan(300);
  for (const family of Object.values(stage.families)) {
    await until(
      `${family.guardianName} has the question`,
      async () => (await stage.received(family)).length > 0,
    );
  }
}

/** The thread of a family as the liaison finds it in the list. */
export async function findThread(liaison: SignedIn, family: StageFamily): Promise<Thread> {
  const page = await liaison.get<ConversationPage>('/api/conversations?view=all');
  const row = page.items.find((item) => item.familyName === family.guardianName);
  if (!row) throw new Error(`${family.guardianName} is not in the inbox yet`);
  return liaison.get<Thread>(`/api/conversations/${row.id}`);
}

export async function waitForInbound(
  liaison: SignedIn,
  family: StageFamily,
  fits: (message: MessageView) => boolean,
  seconds = 60,
): Promise<{ thread: Thread; message: MessageView }> {
  let found: { thread: Thread; message: MessageView } | undefined;
  const isThere = async (): Promise<boolean> => {
    const thread = await findThread(liaison, family);
    const message = thread.messages.find((one) => one.direction === 'in' && fits(one));
    if (message) found = { thread, message };
    return found !== undefined;
  };
  await until(`the text of ${family.guardianName} stands in the inbox`, isThere, seconds);
  if (!found) throw new Error('unreachable');
  return found;
}

export async function reply(liaison: SignedIn, thread: Thread, text: string): Promise<ReplyResult> {
  const latest = await liaison.get<Thread>(`/api/conversations/${thread.conversation.id}`);
  const answer = await liaison.post<ReplyResult>(`/api/conversations/${thread.conversation.id}/replies`, {
    text,
    afterPosition: latest.conversation.lastPosition,
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Waits until the carrier says that the message arrived, as the inbox tells it. */
export async function waitForDelivery(
  liaison: SignedIn,
  family: StageFamily,
  messageId: string,
): Promise<void> {
  await until(`the answer to ${family.guardianName} is delivered`, async () => {
    const thread = await findThread(liaison, family);
    return thread.messages.find((one) => one.id === messageId)?.delivery?.state === 'delivered';
  });
}
