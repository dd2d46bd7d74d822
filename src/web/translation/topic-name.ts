import staff from '../../../locales/en/staff.json' with { type: 'json' };
import { t } from '../lib/words.js';

/** "Health"; a topic nobody named is its own name. */
export function topicName(topic: string): string {
  return Object.hasOwn(staff.topics, topic) ? t(`topics.${topic as keyof typeof staff.topics}`) : topic;
}
