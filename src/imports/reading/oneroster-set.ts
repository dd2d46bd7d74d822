import type { ImportFormat } from '../imports.table.js';
import { openCsv, type CsvRow } from './csv.js';
import { foldHeader, languageColumnsOf, type Header, type LanguageColumns } from './headers.js';
import {
  olderNames,
  oneRosterColumns,
  requiredColumns,
  usualLanguageColumns,
  type OneRosterFile,
} from './oneroster-columns.js';
import { unreadable } from './problems.js';
import type { ImportFile } from './import-file.js';

/** The files of a OneRoster export, each with its columns. */
export interface OneRosterSet {
  readonly format: Exclude<ImportFormat, 'csv'>;
  has(name: OneRosterFile): boolean;
  /** The file's header and rows; none where the set has no such file. */
  open(
    name: OneRosterFile,
  ): Promise<{ file: string; header: Header | null; rows: () => AsyncIterable<CsvRow> }>;
}

/** Whether these files are a OneRoster export; else they are a plain CSV. */
export function isOneRoster(files: readonly Pick<ImportFile, 'name'>[]): boolean {
  const names = files.map(({ name }) => foldHeader(name));
  return names.includes('manifest.csv') || (names.includes('users.csv') && names.includes('orgs.csv'));
}

/**
 * Opens a OneRoster 1.1 or 1.2 set. Without a manifest the version is told by roles.csv, which only 1.2 has.
 * @throws RecadoError `import_unreadable` for another version, a delta, or a file the manifest promises and that is not there
 */
export async function openOneRoster(
  files: readonly ImportFile[],
  languageColumn: string | undefined,
): Promise<OneRosterSet> {
  const byName = new Map(files.map((file) => [foldHeader(file.name), file]));
  const fileOf = (name: OneRosterFile): ImportFile | undefined => byName.get(foldHeader(`${name}.csv`));
  const language = languageColumn === undefined ? usualLanguageColumns : { only: languageColumn };
  const set: Omit<OneRosterSet, 'format'> = {
    has: (name) => fileOf(name) !== undefined,
    async open(name) {
      const file = fileOf(name);
      if (!file) return { file: `${name}.csv`, header: null, rows: noRows };
      const known = Object.fromEntries(
        oneRosterColumns[name].map((column) => [column, olderNames[column] ?? []]),
      );
      const csv = await openCsv(file, { ...known, language }, requiredColumns[name]);
      return { file: file.name, header: csv.header, rows: () => csv.rows() };
    },
  };
  for (const name of ['orgs', 'users'] as const) {
    if (!set.has(name)) throw unreadable(`${name}.csv is missing. A OneRoster export has it: export again.`);
  }
  const format = set.has('manifest')
    ? await readManifest(set)
    : set.has('roles')
      ? 'oneroster-1.2'
      : 'oneroster-1.1';
  if (languageColumn !== undefined) await requireLanguage(set, languageColumn);
  return { ...set, format };
}

async function* noRows(): AsyncGenerator<CsvRow> {
  // A file that is not there has no rows.
}

async function readManifest(set: Omit<OneRosterSet, 'format'>): Promise<OneRosterSet['format']> {
  const { file, rows } = await set.open('manifest');
  const properties = new Map<string, string>();
  for await (const { cells } of rows()) properties.set(foldHeader(cells('propertyName')), cells('value'));
  for (const [name] of Object.entries(oneRosterColumns)) {
    const mode = (properties.get(foldHeader(`file.${name}`)) ?? '').toLowerCase();
    if (mode === 'delta') {
      throw unreadable(
        `${file}: ${name}.csv is a delta. Export the whole roster (bulk): it is compared as a whole.`,
      );
    }
    if (mode === 'bulk' && !set.has(name as OneRosterFile)) {
      throw unreadable(`${file} promises ${name}.csv, and it is not there. Export again.`);
    }
  }
  const version = (properties.get('oneroster.version') ?? '').trim();
  if (/^v?1\.1/u.test(version)) return 'oneroster-1.1';
  if (/^v?1\.2/u.test(version)) return 'oneroster-1.2';
  throw unreadable(`${file}: oneroster.version is "${version}". Recado reads 1.1 and 1.2.`);
}

/** Where a set has the home language: OneRoster has no column of its own for it. */
export async function readLanguageColumns(set: OneRosterSet): Promise<LanguageColumns> {
  const [users, demographics] = [await set.open('users'), await set.open('demographics')];
  return languageColumnsOf([users.header, demographics.header]);
}

async function requireLanguage(set: Omit<OneRosterSet, 'format'>, column: string): Promise<void> {
  const [users, demographics] = [await set.open('users'), await set.open('demographics')];
  if (users.header?.at.has('language') === true || demographics.header?.at.has('language') === true) return;
  throw unreadable(
    `No column is called "${column}", neither in users.csv nor in demographics.csv. Correct the language column, or leave it out.`,
  );
}
