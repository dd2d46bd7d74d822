import { CsvError, parse, type Info } from 'csv-parse';
import { messageOf, RecadoError } from '../../lib/errors.js';
import { plainCell } from '../../lib/spreadsheet-cells.js';
import { detectEncoding, openDecoded, type Encoding } from './decode.js';
import { matchHeader, type Cells, type Header, type KnownColumns } from './headers.js';
import { unreadable, whyUnread } from './problems.js';
import type { ImportFile } from './import-file.js';

/** The longest row, in characters: a quote that never closes would otherwise gather the whole file. */
const longestRow = 256 * 1024;

export interface CsvRow {
  /** Where it begins, the header being line 1. */
  readonly line: number;
  readonly cells: Cells;
  /** What is wrong with it as a whole, so that none of its cells can be trusted; a sentence without full stop. */
  readonly fault: string | null;
}

export interface OpenCsv {
  readonly header: Header;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly rows: () => AsyncGenerator<CsvRow>;
}

/**
 * Opens a CSV: finds its encoding and delimiter and matches its header. Rows are then streamed; memory stays flat.
 * @throws RecadoError `import_unreadable` with file, line and what to do
 */
export async function openCsv(
  file: ImportFile,
  known: KnownColumns,
  required: readonly string[],
): Promise<OpenCsv> {
  const encoding = await detectEncoding(file).catch((error: unknown) => {
    throw damaged(file, error);
  });
  const first = await firstLine(file, encoding);
  const delimiter = delimiterOf(first);
  const names = await headerCells(file, first, delimiter);
  const header = matchHeader(names, known);
  const missing = required.filter((column) => !header.at.has(column));
  if (missing.length > 0) {
    const columns = missing.map((column) => `"${column}"`).join(', ');
    const one = names.length === 1 ? ' Only one column was found: are they set apart by commas?' : '';
    throw unreadable(
      `${file.name}, line 1: ${columns} ${missing.length === 1 ? 'is' : 'are'} missing.${one}`,
    );
  }
  return { header, encoding, delimiter, rows: () => readRows(file, encoding, delimiter, header) };
}

async function firstLine(file: ImportFile, encoding: Encoding): Promise<string> {
  const stream = await openDecoded(file, encoding);
  let text = '';
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      text += chunk.toString();
      const end = /\r\n|\r|\n/u.exec(text.trimStart());
      if (end) {
        const line = text.trimStart().slice(0, end.index);
        refuseBinary(file, line);
        return line;
      }
      if (text.length > longestRow) break;
    }
  } catch (error) {
    throw damaged(file, error);
  } finally {
    stream.destroy();
  }
  refuseBinary(file, text);
  if (text.trim() === '') throw unreadable(`${file.name} is empty: not even a header is there.`);
  if (text.length > longestRow) throw unreadable(`${file.name}, line 1: the header never ends. Is it a CSV?`);
  return text;
}

function refuseBinary(file: ImportFile, text: string): void {
  if (text.includes('\0')) throw unreadable(`${file.name} is no text file. Save it as CSV.`);
}

/** Whichever of the usual delimiters the header has most of, outside of quotes. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/gu, '');
  const counted = [',', ';', '\t', '|'].map((mark) => ({ mark, count: bare.split(mark).length - 1 }));
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count === 0 ? ',' : best.mark;
}

function headerCells(file: ImportFile, line: string, delimiter: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    parse(line, { bom: true, delimiter }, (error: Error | undefined, records: string[][]) => {
      if (error) reject(damaged(file, error));
      else resolve(records[0] ?? []);
    });
  });
}

async function* readRows(
  file: ImportFile,
  encoding: Encoding,
  delimiter: string,
  header: Header,
): AsyncGenerator<CsvRow> {
  const stream = await openDecoded(file, encoding);
  const parser = stream.pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      // `="00123"`, as some systems keep a spreadsheet from taking digits off, and `Rosa "Rosie" Cruz`.
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
    }),
  );
  stream.on('error', (error) => parser.destroy(error));
  let last = '';
  stream.on('data', (chunk: Buffer) => {
    if (chunk.length > 0) last = chunk.toString('latin1').slice(-1);
  });
  let isHeader = true;
  // A row late, for the last one tells whether all of the file is there.
  let before: { row: CsvRow; cells: number } | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      if (record.every((cell) => cell.trim() === '')) continue;
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/gu)?.length ?? 0), 0);
      if (before) yield before.row;
      const row = {
        line: info.lines - breaks,
        cells: (column: string) => {
          const index = header.at.get(column);
          return index === undefined ? '' : plainCell(record[index] ?? '');
        },
        fault: faultOf(record, delimiter, header),
      };
      before = { row, cells: record.length };
    }
    if (before && before.cells < Math.min(...header.widths) && !/[\r\n]/u.test(last)) {
      throw unreadable(
        `${file.name}, line ${before.row.line}: the file breaks off within its last row. It was copied or exported only in part: copy it whole and import it again.`,
      );
    }
    if (before) yield before.row;
  } catch (error) {
    throw damaged(file, error, await lineOfOpenQuote(file, encoding, error));
  } finally {
    stream.destroy();
  }
}

function faultOf(record: readonly string[], delimiter: string, header: Header): string | null {
  const swallowed = record.some((cell) => {
    const inner = cell.split(/\r\n|\r|\n/u).slice(1);
    return inner.some((line) => line.split(delimiter).length > Math.max(2, record.length / 2));
  });
  if (swallowed)
    return 'a quotation mark is opened in it and closed in a later row: the rows between are lost';
  if (header.widths.has(record.length)) return null;
  return 'it has more or fewer cells than the header: a comma is missing or too many';
}

/** The parser knows where a quotation mark was missed, and how many bytes it had understood when that one was opened. */
async function lineOfOpenQuote(
  file: ImportFile,
  encoding: Encoding,
  error: unknown,
): Promise<number | undefined> {
  if (!(error instanceof CsvError) || !isOpenQuote(error) || typeof error['bytes'] !== 'number')
    return undefined;
  const stream = await openDecoded(file, encoding);
  let [left, line] = [error['bytes'], 1];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      line +=
        chunk
          .subarray(0, left)
          .toString('latin1')
          .match(/\r\n|\r|\n/gu)?.length ?? 0;
      left -= chunk.length;
      if (left <= 0) break;
    }
    return line;
  } finally {
    stream.destroy();
  }
}

const isOpenQuote = ({ code }: CsvError): boolean =>
  code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';

/** @param from the line of a quotation mark that was never closed, where it is known */
function damaged(file: ImportFile, error: unknown, from?: number): RecadoError {
  if (error instanceof RecadoError) return error;
  const why = whyUnread(file.name, error);
  if (why instanceof RecadoError) return why;
  if (!(error instanceof CsvError)) return unreadable(`${file.name} cannot be read: ${messageOf(error)}.`);
  const line = typeof error.lines === 'number' ? error.lines : 1;
  const column = typeof error.column === 'number' ? `, column ${error.column + 1}` : '';
  if (isOpenQuote(error)) {
    return unreadable(
      `${file.name}, line ${from ?? line}: a quotation mark is opened and never closed. Close it, or double it if it is part of the value.`,
    );
  }
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE' || error.code === 'INVALID_OPENING_QUOTE') {
    return unreadable(
      `${file.name}, line ${line}${column}: a quotation mark stands within a value. Put the value in quotation marks and double the one inside.`,
    );
  }
  return unreadable(`${file.name}, line ${line}${column}: this is no CSV (${error.message}).`);
}
