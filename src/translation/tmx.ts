import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { languageFor, type Language } from '../i18n/languages.js';
import { badRequest } from '../lib/errors.js';

/** A text and its translation, as files carry them. */
export interface TranslationPair {
  readonly from: Language;
  readonly to: Language;
  readonly source: string;
  readonly target: string;
  /** Where it stands in the file. */
  readonly line: number;
}

/** What a file holds; `problems` are sentences about what was left out, with the line. */
export interface ReadPairs {
  readonly pairs: readonly TranslationPair[];
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
}

/** Characters read before others get their turn. */
const sliceSize = 64 * 1024;
/** Elements in one another: TMX itself needs eight or so. */
const mostDeep = 100;
/** What stands in these is the formatting of whatever program a text was laid out in. */
const formatting: ReadonlySet<string> = new Set(['bpt', 'ept', 'ph', 'it', 'ut']);

/**
 * Reads TMX 1.4 (https://www.ttt.org/oscarstandards/tmx/tmx14b.html): each unit's source with each of its other
 * languages. Codes of formatting inside a segment are left out with what stands in them. Entities a file defines for
 * itself are refused. Slice by slice, so that a large file keeps nobody else waiting.
 * @throws RecadoError 400 `bad_file`, with the line where the file is no XML
 */
export async function readTmx(file: string): Promise<ReadPairs> {
  const reader = tmxReader();
  for (let start = 0; start < file.length; start += sliceSize) {
    reader.write(file.slice(start, start + sliceSize));
    await setImmediate();
  }
  return reader.end();
}

interface Unit {
  readonly line: number;
  readonly srclang: string | undefined;
  readonly texts: { readonly tag: string; words: string }[];
}

function tmxReader() {
  const parser = new SaxesParser();
  const pairs: TranslationPair[] = [];
  const problems: { line: number | null; message: string }[] = [];
  const path: string[] = [];
  let ofFile: string | undefined;
  let hasBody = false;
  let unit: Unit | undefined;
  let variant: Unit['texts'][number] | undefined;

  parser.on('error', ({ message }) => {
    throw badFile(message.replace(/^(\d+):\d+: /u, 'Line $1: '));
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) {
      throw badFile('It defines entities of its own, which are not read. Export it again without them.');
    }
  });
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    if (path.length > mostDeep) throw badFile(`Line ${parser.line}: too many tags stand in one another.`);
    const at = path.join('/');
    if (at === 'tmx/header') ofFile = attributes['srclang'];
    if (at === 'tmx/body') hasBody = true;
    if (at === 'tmx/body/tu') unit = { line: parser.line, srclang: attributes['srclang'], texts: [] };
    if (at === 'tmx/body/tu/tuv') {
      variant = { tag: attributes['xml:lang'] ?? attributes['lang'] ?? '', words: '' };
      unit?.texts.push(variant);
    }
  });
  const addWords = (words: string): void => {
    if (variant === undefined || path[4] !== 'seg' || path.some((name) => formatting.has(name))) return;
    variant.words += words;
  };
  parser.on('text', addWords);
  parser.on('cdata', addWords);
  parser.on('closetag', () => {
    const at = path.join('/');
    path.pop();
    if (at !== 'tmx/body/tu' || unit === undefined) return;
    const found = pairsOf(unit, ofFile);
    if (found.length === 0) {
      problems.push({ line: unit.line, message: 'This unit has no two texts in languages Recado knows.' });
    }
    pairs.push(...found);
  });
  return {
    write: (slice: string): void => void parser.write(slice),
    end(): ReadPairs {
      parser.close();
      if (!hasBody) throw badFile('It has no <tmx> with a <body> of translation units.');
      return { pairs, problems };
    },
  };
}

function pairsOf({ line, srclang, texts: all }: Unit, ofFile: string | undefined): TranslationPair[] {
  const texts = all.flatMap(({ tag, words }) => {
    const language = languageFor(tag);
    const text = words.trim();
    return language === null || text === '' ? [] : [{ language, text }];
  });
  const wanted = languageFor(srclang ?? ofFile ?? '');
  const source = texts.find(({ language }) => language === wanted) ?? texts[0];
  if (source === undefined) return [];
  return texts
    .filter(({ language }) => language !== source.language)
    .map(({ language, text }) => ({
      from: source.language,
      to: language,
      source: source.text,
      target: text,
      line,
    }));
}

const badFile = (why: string) => badRequest('bad_file', `This is no TMX file that can be read. ${why}`);

/** A TMX 1.4 file, in pieces. */
export async function* writeTmx(
  pages: AsyncIterable<readonly (TmxEntry & { readonly createdAt: Date })[]>,
): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n';
  yield '  <header creationtool="Recado" creationtoolversion="1" datatype="plaintext" segtype="block" adminlang="en" o-tmf="Recado" srclang="*all*"/>\n';
  yield '  <body>\n';
  for await (const page of pages) yield page.map(unitOf).join('');
  yield '  </body>\n</tmx>\n';
}

interface TmxEntry {
  readonly fromLanguage: string;
  readonly toLanguage: string;
  readonly source: string;
  readonly target: string;
}

function unitOf(entry: TmxEntry & { readonly createdAt: Date }): string {
  const created = entry.createdAt.toISOString().replace(/[-:]|\.\d+/gu, '');
  const text = (language: string, words: string): string =>
    `      <tuv xml:lang="${encode(language)}"><seg>${encode(words)}</seg></tuv>\n`;
  return (
    `    <tu srclang="${encode(entry.fromLanguage)}" creationdate="${created}">\n` +
    text(entry.fromLanguage, entry.source) +
    text(entry.toLanguage, entry.target) +
    '    </tu>\n'
  );
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** Controls XML 1.0 cannot hold are left out. */
function encode(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
      .replace(/[<>&"]/gu, (character) => entities[character] ?? character)
  );
}
