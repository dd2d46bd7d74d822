/** What a text from a family can be about. Locale files, requests and routing rules share this list. */
export const topics = [
  'attendance',
  'transportation',
  'learning',
  'behavior',
  'health',
  'meals',
  'enrollment',
  'special_services',
  'technology',
  'events',
  'basic_needs',
  'safety',
  'other',
] as const;

export type Topic = (typeof topics)[number];

/** Whether `name` is a topic of the house. */
export function isTopic(name: string): name is Topic {
  return (topics as readonly string[]).includes(name);
}
