import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { languageFor, type Language } from '../i18n/languages.js';
import { badRequest, messageOf } from '../lib/errors.js';

/** A text and its translation, as files carry them. */
export interface TranslationPair {
  readonly from: Language;
  readonly to: Language;
  readonly source: string;
  readonly target: string;
}

/** What a file holds; `problems` are sentences about what was left out, with the line. */
export interface ReadPairs {
  readonly pairs: readonly TranslationPair[];
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
}

const variant = z.object({
  '@xml:lang': z.string().optional(),
  '@lang': z.string().optional(),
  seg: z.string().optional(),
});
const unit = z.object({ '@srclang': z.string().optional(), tuv: z.array(variant).optional() });
const document = z.object({
  tmx: z.object({
    header: z.object({ '@srclang': z.string().optional() }).optional(),
    body: z.union([z.string(), z.object({ tu: z.array(z.unknown()).optional() })]),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // A file from outside defines no entities of its own; those of XML itself are read below.
  processEntities: false,
  stopNodes: ['..seg'],
  captureMetaData: true,
  isArray: (name) => name === 'tu' || name === 'tuv',
});

/**
 * Reads TMX 1.4 (https://www.ttt.org/oscarstandards/tmx/tmx14b.html): each unit's source with each of its other
 * languages. Codes of formatting inside a segment are left out with what stands in them. Entities a file defines for
 * itself are refused.
 * @throws RecadoError 400 `bad_file`, with the line where the file is no XML
 */
export function readTmx(file: string): ReadPairs {
  const xml = withoutDoctype(file.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n'));
  const read = document.safeParse(parse(xml));
  if (!read.success) throw badFile('It has no <tmx> with a <body> of translation units.');
  const { header, body } = read.data.tmx;
  const units = typeof body === 'string' ? [] : (body.tu ?? []);
  const lineAt = lineFinder(xml);
  const pairs: TranslationPair[] = [];
  const problems: { line: number | null; message: string }[] = [];
  for (const raw of units) {
    const line = lineAt(placeOf(raw));
    const checked = unit.safeParse(raw);
    const found = checked.success ? pairsOf(checked.data, header?.['@srclang']) : [];
    if (found.length === 0) {
      problems.push({ line, message: 'This unit has no two texts in languages Recado knows.' });
    }
    pairs.push(...found);
  }
  return { pairs, problems };
}

/** @throws RecadoError 400 `bad_file`, also for what the parser refuses: tags nested without end, names that do harm */
function parse(xml: string): unknown {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw badFile(`Line ${valid.err.line}: ${valid.err.msg}`);
  try {
    return parser.parse(xml);
  } catch (error) {
    throw badFile(messageOf(error));
  }
}

function pairsOf(
  { '@srclang': own, tuv = [] }: z.infer<typeof unit>,
  srclang: string | undefined,
): TranslationPair[] {
  const texts = tuv.flatMap((one) => {
    const language = languageFor(one['@xml:lang'] ?? one['@lang'] ?? '');
    const text = segmentText(one.seg ?? '');
    return language === null || text === '' ? [] : [{ language, text }];
  });
  const wanted = languageFor(own ?? srclang ?? '');
  const source = texts.find(({ language }) => language === wanted) ?? texts[0];
  if (source === undefined) return [];
  return texts
    .filter(({ language }) => language !== source.language)
    .map(({ language, text }) => ({
      from: source.language,
      to: language,
      source: source.text,
      target: text,
    }));
}

/** The words of a segment, without the codes of whatever program they were laid out in. */
function segmentText(inner: string): string {
  const pieces = inner.split(/<!\[CDATA\[([\s\S]*?)\]\]>/gu);
  return pieces
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : decodeEntities(
            piece
              .replace(/<!--[\s\S]*?-->/gu, '')
              .replace(/<(bpt|ept|ph|it|ut)\b[^>]*(?:\/>|>[\s\S]*?<\/\1>)/gu, '')
              .replace(/<[^>]*>/gu, ''),
          ),
    )
    .join('')
    .trim();
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return isCharacter ? String.fromCodePoint(point) : '';
  });
}

/** Leaves the lines where they are. In one pass: a file may begin many declarations and end none. */
function withoutDoctype(xml: string): string {
  const start = /<!DOCTYPE/iu.exec(xml)?.index ?? -1;
  const close = start === -1 ? -1 : xml.indexOf('>', start);
  const end = close === -1 ? xml.length : close + 1;
  const doctype = start === -1 ? '' : xml.slice(start, end);
  if (/<!ENTITY/iu.test(xml) || doctype.includes('[')) {
    throw badFile('It defines entities of its own, which are not read. Export it again without them.');
  }
  if (/<!DOCTYPE/iu.test(xml.slice(end))) throw badFile('It declares its type twice.');
  return start === -1 ? xml : xml.slice(0, start) + doctype.replace(/[^\n]/gu, ' ') + xml.slice(end);
}

const place = z.object({ startIndex: z.number() });

function placeOf(raw: unknown): number | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const metadata: unknown = Reflect.get(raw, XMLParser.getMetaDataSymbol().valueOf());
  const found = place.safeParse(metadata);
  return found.success ? found.data.startIndex : undefined;
}

/** Units come in the order of the file, so the lines are counted once. */
function lineFinder(xml: string): (place: number | undefined) => number | null {
  let at = 0;
  let line = 1;
  return (place) => {
    if (place === undefined || place < at) return null;
    for (; at < place; at += 1) if (xml[at] === '\n') line += 1;
    return line;
  };
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
