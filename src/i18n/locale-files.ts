import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { messageOf, RecadoError } from '../lib/errors.js';
import { isLanguage, languageCodes, type Language } from './languages.js';

/** Beside `src/`, wherever the process was started. */
const defaultRoot = fileURLToPath(new URL('../../locales/', import.meta.url));

export type LocaleFile = 'texts' | 'library' | 'understanding' | 'examples';

/** The languages that have `locales/<code>/<file>.json`, in the order of the house list. */
export function languagesWith(file: LocaleFile, root: string = defaultRoot): Language[] {
  const folders = new Set(readdirSync(root).filter(isLanguage));
  return languageCodes.filter((code) => folders.has(code) && existsSync(`${root}/${code}/${file}.json`));
}

/**
 * Reads and checks one locale file.
 * Throws RecadoError `locale_invalid`, naming the file and the key, when it is missing, no JSON or not valid.
 */
export function readLocaleFile<T>(
  language: string,
  file: LocaleFile,
  schema: z.ZodType<T>,
  root: string = defaultRoot,
): T {
  const name = `locales/${language}/${file}.json`;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(`${root}/${language}/${file}.json`, 'utf8'));
  } catch (error) {
    throw new RecadoError('locale_invalid', `${name} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  // A checker made for each schema would be used a few times only, and takes longer to make than it saves.
  const checked = schema.safeParse(json, { jitless: true });
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const key = issue?.path.join('.') ?? '';
  throw new RecadoError('locale_invalid', `${name}, key "${key}": ${issue?.message ?? 'not valid'}`);
}
