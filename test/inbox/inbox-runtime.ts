import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, createPool } from '../../src/db/database.js';
import { loadConfig } from '../../src/config.js';
import { loadTexts, type Texts } from '../../src/i18n/texts.js';
import { createLogger } from '../../src/lib/log.js';
import { understoodByAnybody } from '../../src/understanding/understood-by-anybody.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import type { Runtime } from '../../src/lib/runtime.js';
import type { LiveEvent } from '../../src/queues/live.js';
import { createPhrasebook } from '../../src/translation/phrasebook.js';
import { createTranslator } from '../../src/translation/translate.js';
import type { EngineQuality, EngineResult, TranslationEngine } from '../../src/vendors/engines/engine.js';
import { approvedRecords } from '../support/approve-languages.js';
import { createTestDatabase } from '../support/database.js';

export interface InboxRuntime {
  rt: Runtime;
  databaseUrl: string;
  /** What was enqueued and published since the last `forget()`. */
  jobs: { name: string; payload: unknown }[];
  published: LiveEvent[];
  forget(): void;
  /** The moment the runtime believes it is. */
  setNow(now: Date): void;
  /** Replaces the engines, which are none at first. */
  useEngine(quality: EngineQuality, words: Record<string, string>): void;
  /** An engine outside the house of this name, which knows no pair of languages, is the only one. */
  useOutsideEngine(name: string): void;
  close(): Promise<void>;
}

/** A runtime on a database of its own, with the real phrasebook and an engine that knows the words it is given. */
export async function createInboxRuntime(): Promise<InboxRuntime> {
  const database = await createTestDatabase();
  const db = createDatabase(createPool(database.url, 5));
  const dataDir = await mkdtemp(join(tmpdir(), 'recado-data-'));
  const texts = loadTexts();
  const jobs: InboxRuntime['jobs'] = [];
  const published: LiveEvent[] = [];
  const listeners = new Set<(event: LiveEvent) => void>();
  let now = new Date('2026-11-23T15:00:00Z');
  const clock = { now: () => now };
  const records = approvedRecords;
  const phrasebook = createPhrasebook(
    new Map(texts.languages().map((code) => [code, texts.readyReplies(code)])),
  );
  const understanding = loadUnderstanding();
  const rt = {
    config: loadConfig({
      PORT: '3000',
      TWILIO_API_BASE_URL: 'http://127.0.0.1:4000',
      DATA_DIR: dataDir,
    }),
    clock,
    log: createLogger('silent', 'test'),
    db,
    texts,
    understanding,
    translator: createTranslator({
      ...{ phrasebook, engines: [], clock, records },
      isAlike: understoodByAnybody(understanding),
    }),
    jobs: {
      enqueue: (name: string, payload: unknown) => {
        jobs.push({ name, payload });
        return Promise.resolve();
      },
      isReachable: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    },
    live: {
      publish: (event: LiveEvent) => {
        published.push(event);
        for (const listener of listeners) listener(event);
        return Promise.resolve();
      },
      subscribe: (listener: (event: LiveEvent) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      close: () => Promise.resolve(),
    },
  };
  return {
    // What stands outside the inbox (the carrier, understanding) is not there at all: using it would fail the test.
    rt: rt as unknown as Runtime,
    databaseUrl: database.url,
    jobs,
    published,
    forget() {
      jobs.length = 0;
      published.length = 0;
    },
    setNow(next) {
      now = next;
    },
    useEngine(quality, words) {
      rt.translator = createTranslator({
        phrasebook,
        engines: [dictionaryEngine(quality, words)],
        clock,
        records,
      });
    },
    useOutsideEngine(name) {
      const engine = { ...dictionaryEngine('machine', {}), name, isOutside: true };
      const supports = () => Promise.resolve({ status: 'no' as const });
      rt.translator = createTranslator({ phrasebook, engines: [{ ...engine, supports }], clock, records });
    },
    async close() {
      await db.destroy();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The text of a ready reply, for tests that need one the phrasebook knows. */
export function readyReply(texts: Texts, language: string, key: string): string {
  const text = texts.readyReplies(language).get(key);
  if (text === undefined) throw new Error(`no ready reply ${key} in ${language}`);
  return text;
}

function dictionaryEngine(quality: EngineQuality, words: Record<string, string>): TranslationEngine {
  return {
    name: 'apertium',
    displayName: 'Apertium',
    quality,
    isOutside: false,
    supports: (from, to) => Promise.resolve({ status: from === 'en' && to === 'es' ? 'yes' : 'no' }),
    translate: ({ texts }) =>
      Promise.resolve(
        texts.map((text): EngineResult =>
          words[text] === undefined
            ? { status: 'failed', reason: 'Apertium does not know these words.', retry: 'never' }
            : { status: 'translated', text: words[text] },
        ),
      ),
    close: () => Promise.resolve(),
  };
}
