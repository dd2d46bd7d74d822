import type { MessageView, Thread } from '../../api/thread.schemas.js';

/**
 * What a thread is about now: the topics of what is open in it, the newest first, or where nothing is, that of the
 * family's last text. `other` says nothing, and is left out.
 */
export function topicsOfThread(
  requests: readonly Pick<Thread['requests'][number], 'topic' | 'status'>[],
  messages: readonly Pick<MessageView, 'direction' | 'topic'>[],
): string[] {
  const open = requests.filter(({ status }) => status === 'open').map(({ topic }) => topic);
  const last = messages.findLast(({ direction }) => direction === 'in')?.topic ?? 'other';
  return [...new Set(open.length > 0 ? open : [last])].filter((topic) => topic !== 'other');
}

/** Those of the topics first, in the order of the topics; the rest follows as it was. */
export function topicsFirst<T extends { topic: string }>(
  items: readonly T[],
  topics: readonly string[],
): T[] {
  const isAbout = ({ topic }: T): boolean => topics.includes(topic);
  return [
    ...topics.flatMap((topic) => items.filter((item) => item.topic === topic)),
    ...items.filter((item) => !isAbout(item)),
  ];
}
