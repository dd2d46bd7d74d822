import { languageFor, languages } from '../i18n/languages.js';
import type { RowRecord } from './imports.queries.js';

/** One field of a row: what it becomes, and what it was; `from` null where there was nothing. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string;
}

/** Whom or what a row names by an id of its source; `owner`: a member of staff, by our own id. */
export interface Reference {
  entity: 'school' | 'class' | 'student' | 'owner';
  id: string;
}

export interface Named {
  name: string | null;
  /** The school's id, of a class or student. */
  school: string | null;
}

/** What something is called; null where nobody knows. */
export type NameOf = (reference: Reference) => string | null;

type Described = Pick<RowRecord, 'action' | 'entity' | 'before' | 'after'>;

/** Fields that hold ids, and of what. */
const referring: Readonly<Record<string, Reference['entity']>> = {
  school: 'school',
  schools: 'school',
  classes: 'class',
  students: 'student',
  staffId: 'owner',
};

/** What fields are called where no page names them: on a terminal, in a spreadsheet. The others are words already. */
export const fieldWords: Readonly<Record<string, string>> = {
  givenName: 'first name',
  familyName: 'last name',
  homeLanguage: 'home language',
  students: 'children',
  phones: 'numbers',
  phone: 'number',
  staffId: 'owner',
};

const roles: Readonly<Record<string, string>> = {
  teacher: 'Teacher',
  liaison: 'Family liaison',
  school_admin: 'School administrator',
  district_admin: 'District administrator',
};

/**
 * What a row changes, field by field, in words short enough for a list. Of lists only what comes and goes is named.
 * Pure.
 */
export function describeChange({ action, entity, before, after }: Described, nameOf: NameOf): FieldChange[] {
  const [was, is] = [before ?? {}, after ?? {}];
  if (action === 'remove') return [];
  return Object.keys(is).flatMap((field) => {
    const [from, to] = [was[field], is[field]];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    if (action === 'add' && isInLabel(field, entity)) return [];
    const word = (value: unknown): string => wordOf(field, value, nameOf);
    if (isList(from) || isList(to)) {
      const [old, next] = [namesIn(from), namesIn(to)];
      const gone = old.filter((one) => !next.includes(one)).map((one) => `−${word(one)}`);
      const come = next
        .filter((one) => !old.includes(one))
        .map((one) => (old.length === 0 ? word(one) : `+${word(one)}`));
      const words = [...come, ...gone].join('; ');
      return words === '' ? [] : [{ field, from: null, to: words }];
    }
    if ((to === null || to === '') && (from === undefined || from === null)) return [];
    return [{ field, from: from === undefined || from === null ? null : word(from), to: word(to) }];
  });
}

/** Ids that {@link describeChange} and {@link labelOf} want the names of. Pure. */
export function referencesOf({ before, after }: Pick<Described, 'before' | 'after'>): Reference[] {
  return Object.entries(referring).flatMap(([field, entity]) =>
    [before?.[field], after?.[field]].flatMap((value) =>
      (typeof value === 'string' ? [value] : namesIn(value)).map((id) => ({ entity, id })),
    ),
  );
}

/** What a row is about; a class or student with the school, because every school has a 3B. Pure. */
export function labelOf(
  { entity, label, before, after }: Described & Pick<RowRecord, 'label'>,
  nameOf: NameOf,
): string | null {
  const school = after?.['school'] ?? before?.['school'];
  if (!hasSchool(entity) || label === null || typeof school !== 'string') return label;
  return [label, nameOf({ entity: 'school', id: school })].filter((part) => part !== null).join(', ');
}

const isInLabel = (field: string, entity: string): boolean =>
  ['name', 'givenName', 'familyName'].includes(field) || (field === 'school' && hasSchool(entity));
const hasSchool = (entity: string): boolean => entity === 'class' || entity === 'student';

function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return isList(value) ? Object.keys(value as object) : [];
}

function wordOf(field: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === '') return '–';
  if (typeof value !== 'string') return JSON.stringify(value);
  const entity = referring[field];
  if (entity !== undefined) return nameOf({ entity, id: value }) ?? value;
  if (field === 'role') return roles[value] ?? value;
  const language = field === 'homeLanguage' ? languageFor(value) : null;
  return language === null || language === undefined ? value : languages[language].name;
}
