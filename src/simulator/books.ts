import { join } from 'node:path';
import { RecadoError } from '../lib/errors.js';
import type { Logger } from '../lib/log.js';
import { openJournal } from './journal.js';
import {
  asWhatsapp,
  type CallRecord,
  type JournalEntry,
  type NewText,
  type Phone,
  type TextChange,
  type TextRecord,
} from './records.js';

/** What changed in the books, for those who watch. */
export type BooksEvent = { kind: 'text'; text: TextRecord } | { kind: 'phone'; number: string };

/**
 * Everything the simulated carrier knows, in memory with indexes and in a journal on disk. Whatever a promise
 * here resolves for was written to the file first.
 */
export interface Books {
  text(sid: string): TextRecord | undefined;
  /** All texts in the order they were entered, deleted ones too. */
  texts(): readonly TextRecord[];
  textsTo(number: string): readonly TextRecord[];
  textsFrom(number: string): readonly TextRecord[];
  /** All texts to or from a number, on WhatsApp too, in the order they were entered. */
  textsWith(number: string): readonly TextRecord[];
  phone(number: string): Phone | undefined;
  phones(): readonly Phone[];
  call(sid: string): CallRecord | undefined;
  /** Whether the family sent STOP to that line and has not lifted it. */
  isBlocked(family: string, line: string): boolean;

  addText(text: NewText): Promise<TextRecord>;
  changeText(sid: string, change: TextChange): Promise<TextRecord>;
  /** Writes the phone down unless the same one is there already; answers whether it wrote. */
  savePhone(phone: Phone): Promise<boolean>;
  setBlocked(family: string, line: string, blocked: boolean, at: string): Promise<void>;
  addCall(call: CallRecord): Promise<void>;

  /** Calls back after every change; answers how to stop that. */
  watch(watcher: (event: BooksEvent) => void): () => void;
  close(): Promise<void>;
}

interface Shelves {
  readonly texts: TextRecord[];
  readonly bySid: Map<string, TextRecord>;
  readonly to: Map<string, TextRecord[]>;
  readonly from: Map<string, TextRecord[]>;
  readonly phones: Map<string, Phone>;
  readonly blocks: Set<string>;
  readonly calls: Map<string, CallRecord>;
}

const none: readonly TextRecord[] = [];

function shelve(index: Map<string, TextRecord[]>, key: string, record: TextRecord): void {
  const shelf = index.get(key);
  if (shelf === undefined) index.set(key, [record]);
  else shelf.push(record);
}

function applyEntry(shelves: Shelves, entry: JournalEntry): void {
  switch (entry.kind) {
    case 'text': {
      const record: TextRecord = entry.text;
      shelves.texts.push(record);
      shelves.bySid.set(record.sid, record);
      shelve(shelves.to, record.to, record);
      shelve(shelves.from, record.from, record);
      return;
    }
    case 'text-changed': {
      const record = shelves.bySid.get(entry.sid);
      // The one object stands on every shelf, so it is changed in place.
      if (record !== undefined) Object.assign(record, entry.change, { revision: record.revision + 1 });
      return;
    }
    case 'phone':
      shelves.phones.set(entry.phone.number, entry.phone);
      return;
    case 'block':
      if (entry.blocked) shelves.blocks.add(`${entry.family} ${entry.line}`);
      else shelves.blocks.delete(`${entry.family} ${entry.line}`);
      return;
    case 'call':
      shelves.calls.set(entry.call.sid, entry.call);
  }
}

/** Two lists in order of `seq`, as one. */
function inOrder(one: readonly TextRecord[], other: readonly TextRecord[]): readonly TextRecord[] {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  return [...one, ...other].sort((a, b) => a.seq - b.seq);
}

function samePhone(one: Phone | undefined, other: Phone): boolean {
  return one?.name === other.name && one.language === other.language && one.line === other.line;
}

/**
 * Opens the books in a folder, which is made where it is missing.
 * @throws RecadoError `books_damaged`, `books_unwritable`
 */
export async function openBooks(folder: string, log: Logger): Promise<Books> {
  const shelves: Shelves = {
    texts: [],
    bySid: new Map(),
    to: new Map(),
    from: new Map(),
    phones: new Map(),
    blocks: new Set(),
    calls: new Map(),
  };
  const journal = await openJournal(
    join(folder, 'journal.jsonl'),
    (entry) => {
      applyEntry(shelves, entry);
    },
    log,
  );
  let lastSeq = shelves.texts.at(-1)?.seq ?? 0;
  const watchers = new Set<(event: BooksEvent) => void>();

  const enter = (entry: JournalEntry): Promise<void> =>
    journal.append(entry, () => {
      applyEntry(shelves, entry);
    });
  const tell = (event: BooksEvent): void => {
    for (const watcher of watchers) watcher(event);
  };
  const known = (sid: string): TextRecord => {
    const record = shelves.bySid.get(sid);
    if (record === undefined) throw new RecadoError('no_such_text', `The books hold no text ${sid}.`);
    return record;
  };

  return {
    text: (sid) => shelves.bySid.get(sid),
    texts: () => shelves.texts,
    textsTo: (number) => shelves.to.get(number) ?? none,
    textsFrom: (number) => shelves.from.get(number) ?? none,
    textsWith: (number) =>
      [number, asWhatsapp(number)]
        .flatMap((address) => [shelves.to.get(address) ?? none, shelves.from.get(address) ?? none])
        .reduce(inOrder),
    phone: (number) => shelves.phones.get(number),
    phones: () => [...shelves.phones.values()],
    call: (sid) => shelves.calls.get(sid),
    isBlocked: (family, line) => shelves.blocks.has(`${family} ${line}`),

    addText: async (text) => {
      lastSeq += 1;
      const record: TextRecord = { ...text, seq: lastSeq, revision: 1 };
      await enter({ kind: 'text', text: record });
      tell({ kind: 'text', text: record });
      return record;
    },
    changeText: async (sid, change) => {
      const record = known(sid);
      await enter({ kind: 'text-changed', sid, change });
      tell({ kind: 'text', text: record });
      return record;
    },
    savePhone: async (phone) => {
      if (samePhone(shelves.phones.get(phone.number), phone)) return false;
      await enter({ kind: 'phone', phone });
      tell({ kind: 'phone', number: phone.number });
      return true;
    },
    setBlocked: (family, line, blocked, at) => enter({ kind: 'block', family, line, blocked, at }),
    addCall: (call) => enter({ kind: 'call', call }),

    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    close: () => journal.close(),
  };
}
