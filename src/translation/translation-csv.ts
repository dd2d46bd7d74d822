import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { languageFor, type Language } from '../i18n/languages.js';
import { badRequest } from '../lib/errors.js';
import { escapeCell, plainCell } from '../lib/spreadsheet-cells.js';
import { hasUnreadable } from './text-forms.js';
import type { ReadPairs, TranslationPair } from './tmx.js';

const memoryColumns = ['from', 'to', 'source', 'target'] as const;
const glossaryColumns = ['term', 'language', 'target', 'note'] as const;

export interface GlossaryEntry {
  readonly term: string;
  /** Null: in every language. */
  readonly toLanguage: Language | null;
  readonly target: string;
  readonly note: string | null;
}

type Problems = { line: number | null; message: string }[];

/**
 * Translations of a CSV with the columns `from,to,source,target`, in any order. Slice by slice, so that a large file
 * keeps nobody else waiting.
 * @throws RecadoError 400 `bad_file`
 */
export async function readMemoryCsv(file: string): Promise<ReadPairs> {
  const problems: Problems = [];
  const pairs: TranslationPair[] = [];
  for (const { cells, line } of await rowsOf(file, memoryColumns, memoryColumns)) {
    const [from, to] = [languageFor(cells.from), languageFor(cells.to)];
    const { source, target } = cells;
    if (from === null || to === null) {
      const unknown = from === null ? cells.from : cells.to;
      problems.push({
        line,
        message: `${unknown === '' ? 'Nothing' : unknown} is no language Recado knows.`,
      });
    } else if (source === '' || target === '') {
      problems.push({ line, message: 'The text or its translation is missing.' });
    } else pairs.push({ from, to, source, target, line });
  }
  return { pairs, problems };
}

/**
 * The district's terms of a CSV with the columns `term,language,target,note`. No language: every language. No target:
 * the term is kept as it is.
 * @throws RecadoError 400 `bad_file`
 */
export async function readGlossaryCsv(file: string): Promise<{ terms: GlossaryEntry[]; problems: Problems }> {
  const problems: Problems = [];
  const terms: GlossaryEntry[] = [];
  for (const { cells, line } of await rowsOf(file, glossaryColumns, ['term'])) {
    const { term, language, note } = cells;
    const toLanguage = language === '' ? null : languageFor(language);
    const target = cells.target === '' ? term : cells.target;
    if (language !== '' && toLanguage === null) {
      problems.push({ line, message: `${language} is no language Recado knows.` });
    } else if (!/[\p{L}\p{N}]/u.test(term)) {
      problems.push({ line, message: 'The term is missing.' });
    } else if ([term, target, note].some(hasUnreadable)) {
      problems.push({ line, message: 'It has characters that cannot be read. Save the file as UTF-8.' });
    } else if (Math.max(term.length, target.length) > longestTerm || note.length > 200) {
      problems.push({ line, message: 'This is longer than a term can be.' });
    } else terms.push({ term, toLanguage, target, note: note === '' ? null : note });
  }
  return { terms, problems };
}

/** In characters. */
export const longestTerm = 100;

/** A CSV of the memory that people open in a spreadsheet, in pieces. */
export async function* writeMemoryCsv(
  pages: AsyncIterable<
    readonly { fromLanguage: string; toLanguage: string; source: string; target: string }[]
  >,
): AsyncGenerator<string> {
  yield line(memoryColumns);
  for await (const page of pages) {
    yield page.map((row) => line([row.fromLanguage, row.toLanguage, row.source, row.target])).join('');
  }
}

export function writeGlossaryCsv(
  terms: readonly { term: string; toLanguage: string | null; target: string; note: string | null }[],
): string {
  const rows = terms.map((one) => line([one.term, one.toLanguage ?? '', one.target, one.note ?? '']));
  return line(glossaryColumns) + rows.join('');
}

const line = (cells: readonly string[]): string => `${cells.map(escapeCell).join(',')}\r\n`;

const parsedRow = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

async function rowsOf<Column extends string>(
  file: string,
  columns: readonly Column[],
  needed: readonly Column[],
): Promise<{ cells: Record<Column, string>; line: number }[]> {
  let names: string[] | undefined;
  const rows: { cells: Record<Column, string>; line: number }[] = [];
  for await (const { record, info } of parsedRows(file)) {
    if (names === undefined) {
      names = headerOf(record, needed);
      continue;
    }
    const header = names;
    const cell = (column: Column): [Column, string] => [
      column,
      header.includes(column) ? plainCell(record[header.indexOf(column)] ?? '') : '',
    ];
    rows.push({ cells: Object.fromEntries(columns.map(cell)) as Record<Column, string>, line: info.lines });
  }
  if (names === undefined) headerOf([], needed);
  return rows;
}

function headerOf(record: readonly string[], needed: readonly string[]): string[] {
  const names = record.map((name) => plainCell(name).toLowerCase());
  const missing = needed.filter((column) => !names.includes(column));
  if (missing.length === 0) return names;
  throw badRequest('bad_file', `The first line lacks the column ${missing.join(', ')}.`);
}

/** Bytes read before others get their turn. */
const sliceSize = 64 * 1024;

async function* slicesOf(file: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(file);
  for (let start = 0; start < bytes.length; start += sliceSize) {
    yield bytes.subarray(start, start + sliceSize);
    await setImmediate();
  }
}

async function* parsedRows(file: string): AsyncGenerator<z.infer<typeof parsedRow>> {
  const firstLine = /^[^\r\n]*/u.exec(file)?.[0] ?? '';
  const delimiter = [',', ';', '\t'].find((one) => firstLine.includes(one)) ?? ',';
  const parser = Readable.from(slicesOf(file)).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // What a spreadsheet leaves below its last row.
      skip_records_with_empty_values: true,
      max_record_size: 64 * 1024,
    }),
  );
  try {
    for await (const row of parser) yield parsedRow.parse(row);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error['lines'] === 'number' ? ` in line ${error['lines']}` : '';
    throw badRequest('bad_file', `This is no CSV that can be read: a quote or row is wrong${at}.`);
  }
}
