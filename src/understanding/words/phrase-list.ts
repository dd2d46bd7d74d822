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
        if (!isText(phrase)) context.addIssue({ code: 'custom', path: [place], message: 'is no phrase' });
      });
    });
}

/**
 * Lists of phrases by name, each of these and no other, in this order. Of those that are right at first sight zod is not
 * asked: there are some thousands of them, too.
 * @param least how many phrases each must have
 */
export function phraseGroups<Name extends string>(names: readonly Name[], least = 0) {
  const groups = z.record(z.enum(names), phraseList(least));
  const isList: Look = (list) => isListOfTexts(list) && (list as unknown[]).length >= least;
  return z.unknown().transform((value, context): Record<Name, string[]> => {
    const right = namedLists(value, names, isList);
    if (right !== null) return right;
    for (const { path, message } of groups.safeParse(value).error?.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

function namedLists<Name extends string>(
  value: unknown,
  names: readonly Name[],
  isList: Look,
): Record<Name, string[]> | null {
  if (typeof value !== 'object' || value === null) return null;
  const lists = value as Record<Name, string[]>;
  if (Object.keys(lists).length !== names.length || !names.every((name) => isList(lists[name]))) return null;
  return Object.fromEntries(names.map((name) => [name, lists[name]])) as Record<Name, string[]>;
}

/** Whether something is what stands at one key of an object. */
export type Look = (value: unknown) => boolean;

/**
 * A list of plain objects in a locale file. Of the many that are right at first sight zod is not asked.
 * @param isRight whether one is: an `objectOf`, which lets pass no more than `item`
 */
export function objectList<T>(item: z.ZodType<T>, isRight: Look) {
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

/**
 * A plain object.
 * @param needed what stands at the keys each one has
 * @param allowed the same for keys one may be without
 */
export function objectOf(
  needed: Readonly<Record<string, Look>>,
  allowed: Readonly<Record<string, Look>> = {},
): Look {
  const looks = new Map(Object.entries({ ...allowed, ...needed }));
  const keys = Object.keys(needed);
  return (one) => {
    if (typeof one !== 'object' || one === null) return false;
    const values = one as Record<string, unknown>;
    for (const key in values) if (looks.get(key)?.(values[key]) !== true) return false;
    return keys.every((key) => Object.hasOwn(values, key));
  };
}

/** Some text. */
export const isText: Look = (value) => typeof value === 'string' && value !== '';

/** One of these. */
export function isOneOf(values: readonly unknown[]): Look {
  const all = new Set(values);
  return (value) => all.has(value);
}

export const isTruth: Look = (value) => typeof value === 'boolean';

export const isNumber: Look = (value) => Number.isFinite(value);

export const isListOfTexts: Look = (list) => Array.isArray(list) && list.every(isText);
