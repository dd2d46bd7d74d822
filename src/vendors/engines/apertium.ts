import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ApertiumPipeline } from './apertium-pipeline.js';
import type { EngineResult, SupportAnswer, TranslationEngine, TranslationRequest } from './engine.js';
import { unlessAborted } from './shared-requests.js';

export interface ApertiumOptions {
  /** Where the mode files are. Default `/usr/share/apertium/modes`, as Debian installs them. */
  readonly modesDirectory?: string;
  /** For one line of text. Milliseconds, default 5,000. */
  readonly timeoutMs?: number;
  /** Lines waiting for one mode; more are refused. Default 1,000. */
  readonly maxQueued?: number;
}

export interface ApertiumEngine extends TranslationEngine {
  /** Process groups that run now, one for each mode in use. */
  processIds(): number[];
}

/** The pairs known to us and their mode files, best first. */
const modes: readonly { readonly from: string; readonly to: string; readonly names: readonly string[] }[] = [
  { from: 'en', to: 'es', names: ['eng-spa', 'en-es'] },
  { from: 'es', to: 'en', names: ['spa-eng_US', 'spa-eng', 'es-en'] },
  { from: 'es', to: 'pt-BR', names: ['es-pt_BR', 'spa-por_BR'] },
  { from: 'pt-BR', to: 'es', names: ['pt-es', 'por-spa'] },
  { from: 'es', to: 'fr', names: ['es-fr', 'spa-fra'] },
  { from: 'fr', to: 'es', names: ['fr-es', 'fra-spa'] },
];

/** A text longer than any we send or receive; Apertium has no limit of its own. Characters. */
const longestText = 10_000;

/**
 * Apertium, the rule-based translator Debian ships: English and Spanish both ways, Portuguese and French through
 * Spanish. Rough, so its quality is `draft`. Whether it is installed is read from its mode files at the time of each
 * question; without them it supports no pair. Install: `apt-get install -y --no-install-recommends apertium
 * apertium-eng-spa apertium-es-pt apertium-fr-es`.
 */
export function createApertium(options: ApertiumOptions = {}): ApertiumEngine {
  const directory = options.modesDirectory ?? '/usr/share/apertium/modes';
  const pipelines = new Map<string, ApertiumPipeline>();
  let closed = false;

  function pipelineFor(modeFile: string): ApertiumPipeline {
    const running = pipelines.get(modeFile);
    if (running !== undefined) return running;
    const started = new ApertiumPipeline({
      modeFile,
      timeoutMs: options.timeoutMs ?? 5_000,
      maxQueued: options.maxQueued ?? 1_000,
    });
    pipelines.set(modeFile, started);
    return started;
  }

  async function translate(request: TranslationRequest): Promise<EngineResult[]> {
    const route = findRoute(directory, request.from, request.to);
    if (closed) return request.texts.map(() => failed('Apertium was shut down.', 'later'));
    if (route === undefined) {
      return request.texts.map(() => failed('Apertium does not know this pair of languages.', 'never'));
    }
    const steps = route.map(pipelineFor);
    const givenUp = failed('Apertium did not answer in time.', 'later');
    return Promise.all(
      request.texts.map((text) => unlessAborted(translateText(steps, text), request.signal, givenUp)),
    );
  }

  return {
    name: 'apertium',
    displayName: 'Apertium',
    quality: 'draft',
    isOutside: false,
    supports: (from, to): Promise<SupportAnswer> =>
      Promise.resolve({ status: findRoute(directory, from, to) === undefined ? 'no' : 'yes' }),
    translate,
    processIds: () => [...pipelines.values()].flatMap((pipeline) => pipeline.processId ?? []),
    close: async () => {
      closed = true;
      await Promise.all([...pipelines.values()].map((pipeline) => pipeline.close()));
    },
  };
}

const failed = (reason: string, retry: 'never' | 'later'): EngineResult => ({
  status: 'failed',
  reason,
  retry,
});

/** The mode files from one language to the other, directly or through one language between them. */
function findRoute(directory: string, from: string, to: string): string[] | undefined {
  if (from === to) return undefined;
  const direct = findMode(directory, from, to);
  if (direct !== undefined) return [direct];
  for (const first of modes.filter((mode) => mode.from === from)) {
    const start = findMode(directory, from, first.to);
    const end = findMode(directory, first.to, to);
    if (start !== undefined && end !== undefined) return [start, end];
  }
  return undefined;
}

function findMode(directory: string, from: string, to: string): string | undefined {
  const names = modes.find((mode) => mode.from === from && mode.to === to)?.names ?? [];
  return names.map((name) => join(directory, `${name}.mode`)).find((path) => existsSync(path));
}

/** Line by line, so that line breaks come back exactly where they were; a line may hold many sentences. */
async function translateText(steps: readonly ApertiumPipeline[], text: string): Promise<EngineResult> {
  if (text.length > longestText) return failed('The text is too long for Apertium.', 'never');
  const pieces = await Promise.all(text.split(/(\r?\n)/).map((line) => translateLine(steps, line)));
  const bad = pieces.find((piece) => piece.status === 'failed');
  if (bad !== undefined) return bad;
  return {
    status: 'translated',
    text: pieces.map((piece) => (piece.status === 'translated' ? piece.text : '')).join(''),
  };
}

async function translateLine(steps: readonly ApertiumPipeline[], line: string): Promise<EngineResult> {
  // A NUL ends a text in the stream format, and control characters mean nothing in a text message.
  const clean = line.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  const words = clean.trim();
  if (!/\p{L}/u.test(words)) return { status: 'translated', text: line };
  let text = words;
  for (const step of steps) {
    const result = await step.translateLine(text);
    if (result.status === 'failed') return result;
    text = lowerAfterCode(text, result.text);
  }
  return { status: 'translated', text: clean.replace(words, () => text.trim()) };
}

/**
 * Apertium moves the capital of a sentence's first word to the next one where it does not know the first: "Xq0z
 * needs" becomes "Xq0z Necesita". Taken back behind words with a digit in them, unless the source has that very word.
 */
function lowerAfterCode(source: string, translated: string): string {
  return translated.replace(
    /((?:^|[.!?]\s+)[¡¿]?(?:\S*[0-9]\S*\s+)+)(\p{Lu}\p{Ll}+)/gu,
    (whole, codes: string, word: string) => (source.includes(word) ? whole : codes + word.toLowerCase()),
  );
}
