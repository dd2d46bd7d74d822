import { z } from 'zod';

/**
 * A list of phrases in a locale file, none of them empty. There are some hundred thousand in all: asking zod about each
 * takes longer than all other reading of the files.
 * @param least how many there must be
 */
export function phraseList(least = 0) {
  return z
    .custom<string[]>((list) => Array.isArray(list) && list.length >= least, 'is no list of phrases')
    .superRefine((list, context) => {
      list.forEach((phrase: unknown, place) => {
        if (typeof phrase === 'string' && phrase !== '') return;
        context.addIssue({ code: 'custom', path: [place], message: 'is no phrase' });
      });
    });
}

/** Whether something is what stands at one key of an object. */
type Look = (value: unknown) => boolean;

/**
 * A list of plain objects in a locale file. Of the many that are right at first sight zod is not asked.
 * @param needed what stands at the keys each one has; no more than `item` allows, as at `allowed`
 * @param allowed the same for keys one may be without
 */
export function objectList<T>(
  item: z.ZodType<T>,
  needed: Readonly<Record<string, Look>>,
  allowed: Readonly<Record<string, Look>> = {},
) {
  const looks = new Map(Object.entries({ ...allowed, ...needed }));
  const keys = Object.keys(needed);
  const isRight = (one: unknown): boolean => {
    if (typeof one !== 'object' || one === null) return false;
    const values = one as Record<string, unknown>;
    for (const key in values) if (looks.get(key)?.(values[key]) !== true) return false;
    return keys.every((key) => Object.hasOwn(values, key));
  };
  return z
    .custom<T[]>((list) => Array.isArray(list), 'is no list')
    .superRefine((list, context) => {
      list.forEach((one: unknown, place) => {
        if (isRight(one)) return;
        for (const { path, message } of item.safeParse(one).error?.issues ?? [])
          context.addIssue({ code: 'custom', path: [place, ...path], message });
      });
    });
}

/** Some text. */
export const isText: Look = (value) => typeof value === 'string' && value !== '';

/** One of these. */
export function isOneOf(values: readonly unknown[]): Look {
  const all = new Set(values);
  return (value) => all.has(value);
}
