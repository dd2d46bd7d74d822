import { field, normalNumber, type Form } from './accept-text.js';
import type { Books } from './books.js';
import type { TextRecord } from './records.js';

/** A page of the list that is asked for. */
export interface ListQuery {
  readonly to: string | null;
  readonly from: string | null;
  /** Milliseconds; both ends included. */
  readonly sentFrom: number | null;
  readonly sentUntil: number | null;
  readonly pageSize: number;
  readonly page: number;
  readonly token: PageToken | null;
  /** The filters as they were written, for the addresses of the other pages. */
  readonly written: readonly (readonly [string, string])[];
}

/** `PA…` goes on after a text, `PB…` ends before one: new texts do not move the pages. */
export interface PageToken {
  readonly direction: 'after' | 'before';
  readonly sid: string;
}

export interface TextPage {
  readonly records: readonly TextRecord[];
  readonly hasNext: boolean;
}

const filterNames = ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>'] as const;

/** The span a filter value covers: a day, or a second; null when it is no date. */
function spanOf(value: string): { start: number; end: number } | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const start = Date.parse(isDay ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(start)) return null;
  return { start, end: start + (isDay ? 86_400_000 : 1000) - 1 };
}

function whole(value: string | undefined, fallback: number): number {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : fallback;
}

function readToken(value: string | undefined): PageToken | null {
  const match = /^(PA|PB)((?:SM|MM)[0-9a-f]{32})$/i.exec(value ?? '');
  if (match === null) return null;
  return { direction: match[1]?.toUpperCase() === 'PB' ? 'before' : 'after', sid: match[2] ?? '' };
}

/** Reads the query of `GET Messages.json`; answers the name of a field that cannot be read. */
export function readListQuery(query: Form): ListQuery | { unreadable: string } {
  let sentFrom: number | null = null;
  let sentUntil: number | null = null;
  for (const name of ['DateSent', 'DateSent<', 'DateSent>'] as const) {
    const value = field(query, name);
    if (value === undefined) continue;
    const span = spanOf(value);
    if (span === null) return { unreadable: name };
    // "On and before", "on and after" (Twilio's OpenAPI description): both ends count.
    if (name !== 'DateSent<') sentFrom = span.start;
    if (name !== 'DateSent>') sentUntil = span.end;
  }
  const number = (name: string): string | null => {
    const value = field(query, name);
    return value === undefined ? null : (normalNumber(value) ?? value);
  };
  return {
    to: number('To'),
    from: number('From'),
    sentFrom,
    sentUntil,
    pageSize: Math.min(1000, Math.max(1, whole(field(query, 'PageSize'), 50))),
    page: whole(field(query, 'Page'), 0),
    token: readToken(field(query, 'PageToken')),
    written: filterNames.flatMap((name) => {
      const value = field(query, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  };
}

function matches(record: TextRecord, query: ListQuery, now: number): boolean {
  if (record.deletedAt !== null || Date.parse(record.listedAt) > now) return false;
  if (query.to !== null && record.to !== query.to) return false;
  if (query.from !== null && record.from !== query.from) return false;
  if (query.sentFrom === null && query.sentUntil === null) return true;
  // A text that is still queued has no date, so no filter on the date finds it.
  if (record.sentAt === null) return false;
  const sent = Date.parse(record.sentAt);
  return sent >= (query.sentFrom ?? -Infinity) && sent <= (query.sentUntil ?? Infinity);
}

function candidates(books: Books, query: ListQuery): readonly TextRecord[] {
  if (query.to !== null) return books.textsTo(query.to);
  return query.from === null ? books.texts() : books.textsFrom(query.from);
}

/** The page, newest text first. */
export function listTexts(books: Books, query: ListQuery, now: Date): TextPage {
  const all = candidates(books, query);
  const edge = query.token === null ? undefined : books.text(query.token.sid)?.seq;
  const found: TextRecord[] = [];
  if (query.token?.direction === 'before' && edge !== undefined) {
    for (const record of all) {
      if (record.seq > edge && matches(record, query, now.getTime())) found.push(record);
      if (found.length === query.pageSize) break;
    }
    return { records: found.reverse(), hasNext: true };
  }
  let skip = edge === undefined ? query.page * query.pageSize : 0;
  for (let at = all.length - 1; at >= 0 && found.length <= query.pageSize; at -= 1) {
    const record = all[at];
    if (record === undefined || (edge !== undefined && record.seq >= edge)) continue;
    if (!matches(record, query, now.getTime())) continue;
    if (skip > 0) skip -= 1;
    else found.push(record);
  }
  return { records: found.slice(0, query.pageSize), hasNext: found.length > query.pageSize };
}

/** The paging fields around a page, with addresses relative to the API's host, as Twilio writes them. */
export function pagingOf(path: string, query: ListQuery, page: TextPage): Record<string, unknown> {
  const address = (number: number, token: string | null): string => {
    const pairs = [
      ...query.written,
      ['PageSize', String(query.pageSize)] as const,
      ['Page', String(number)] as const,
      ...(token === null ? [] : [['PageToken', token] as const]),
    ];
    return `${path}?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
  };
  const first = page.records[0];
  const last = page.records.at(-1);
  const start = query.page * query.pageSize;
  const own =
    query.token === null ? null : `${query.token.direction === 'after' ? 'PA' : 'PB'}${query.token.sid}`;
  return {
    end: Math.max(start, start + page.records.length - 1),
    first_page_uri: address(0, null),
    next_page_uri: page.hasNext && last !== undefined ? address(query.page + 1, `PA${last.sid}`) : null,
    page: query.page,
    page_size: query.pageSize,
    previous_page_uri:
      query.page > 0 && first !== undefined ? address(query.page - 1, `PB${first.sid}`) : null,
    start,
    uri: address(query.page, own),
  };
}
