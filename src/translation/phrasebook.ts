import { acceptsValue, patternOf, valueKindOf, type ValueKind } from './phrasebook-values.js';
import { coreOf, foldAccents, looseForm, tidy, wordsOf, type Core } from './text-forms.js';

/** language → key → text; the same key means the same in every language. Placeholders are `{name}`. */
export type PhrasebookTexts = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface LookUpOptions {
  /** The only names placeholders for people, classes and schools take. Undefined: what looks like a proper name. */
  readonly names?: readonly string[] | undefined;
  /**
   * Also finds texts typed in a hurry: without accents, commas or question mark. For texts from families, whose words
   * staff see beside the translation; never for texts to them.
   */
  readonly lenient?: boolean;
}

export interface Phrase {
  readonly text: string;
  /** The keys of the texts used, in order, for records and explanations. */
  readonly keys: readonly string[];
}

export interface Phrasebook {
  /** The same thing said in the other language by a reviewed text, or undefined. */
  lookUp(text: string, from: string, to: string, options?: LookUpOptions): Phrase | undefined;
  readonly languages: ReadonlySet<string>;
}

interface Entry {
  readonly key: string;
  readonly isQuestion: boolean;
}

interface Template extends Entry {
  /** On the tidy form, and on the same without accents; groups are named p0, p1, … in the order of the text. */
  readonly strict: RegExp;
  readonly loose: RegExp;
  readonly placeholders: readonly { readonly name: string; readonly kind: ValueKind }[];
  /** The longest run of words, lower case without accents: a text without it cannot match. */
  readonly anchor: string;
  /** How many letters it holds beside its placeholders. */
  readonly letters: number;
}

interface Language {
  readonly texts: ReadonlyMap<string, string>;
  readonly exact: ReadonlyMap<string, readonly Entry[]>;
  readonly loose: ReadonlyMap<string, readonly Entry[]>;
  readonly templates: readonly Template[];
  /** Every word of this language's texts: none of them is taken for a name by its capital alone. */
  readonly ordinaryWords: ReadonlySet<string>;
}

/** Not texts: a language's own name says nothing of another language. */
const notPhrases = new Set(['language.name']);
/** Longer texts are not looked for: no phrase has so many sentences. */
const mostSentences = 4;
const placeholder = /\{([A-Za-z]+)\}/gu;

/**
 * Compiles the phrasebook: reviewed texts, matched word for word in any of their languages and answered in any other.
 * Spaces, case, and a full stop or exclamation mark at the end do not count; a question mark does. Placeholders match
 * values that mean the same in every language (`acceptsValue`), and these are put in unchanged. A text of a few
 * sentences matches when each of them does.
 */
export function createPhrasebook(texts: PhrasebookTexts): Phrasebook {
  const languages = new Map([...texts].map(([code, own]) => [code, compileLanguage(own)]));
  return {
    languages: new Set(languages.keys()),
    lookUp: (text, from, to, options = {}) => {
      const source = languages.get(from);
      const target = languages.get(to);
      if (source === undefined || target === undefined || from === to) return undefined;
      const whole = lookUpOne(text, source, target, options);
      if (whole !== undefined) return whole;
      const pieces = splitSentences(text);
      if (pieces.length < 2 || pieces.length > mostSentences) return undefined;
      const found = pieces.map((piece) => lookUpOne(piece.text, source, target, options));
      const joined = found.map((phrase, index) => withEnd(phrase?.text ?? '', index, pieces, to)).join('');
      const keys = found.flatMap((phrase) => phrase?.keys ?? []);
      return found.includes(undefined) ? undefined : { text: joined, keys };
    },
  };
}

function lookUpOne(
  text: string,
  source: Language,
  target: Language,
  options: LookUpOptions,
): Phrase | undefined {
  const core = coreOf(tidy(text));
  if (core.words === '') return undefined;
  const tail = core.pictures === '' ? '' : ` ${core.pictures}`;
  const fixed = findExact(core, source, target, options.lenient === true);
  if (fixed !== undefined) return { text: fixed.text + tail, keys: [fixed.key] };
  for (const template of source.templates) {
    const said = target.texts.get(template.key);
    if (said === undefined || !samePlaceholders(template, said)) continue;
    const values = capture(template, core, source, options);
    if (values === undefined) continue;
    const filled = said.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);
    return { text: filled + tail, keys: [template.key] };
  }
  return undefined;
}

function findExact(
  core: Core,
  source: Language,
  target: Language,
  lenient: boolean,
): { key: string; text: string } | undefined {
  const answer = (entries: readonly Entry[]): { key: string; text: string }[] =>
    entries.flatMap(({ key }) => {
      const text = target.texts.get(key);
      return text === undefined || text.includes('{') ? [] : [{ key, text }];
    });
  const strict = source.exact.get(core.words.toLowerCase()) ?? [];
  const same = answer(strict.filter((entry) => entry.isQuestion === core.isQuestion))[0];
  if (same !== undefined || !lenient) return same;
  // A question mark may be missing, never be added: "ok?" is no "ok".
  const loose = (source.loose.get(looseForm(core.words)) ?? []).filter(
    (entry) => entry.isQuestion || !core.isQuestion,
  );
  const statements = loose.filter((entry) => !entry.isQuestion);
  const chosen = statements.length > 0 && !core.isQuestion ? statements : loose;
  const differentWords = new Set(
    chosen.map((entry) => coreOf(tidy(source.texts.get(entry.key) ?? '')).words.toLowerCase()),
  );
  return differentWords.size > 1 ? undefined : answer(chosen)[0];
}

/** The values by placeholder, or undefined when the template does not fit or a value must not be carried over. */
function capture(
  template: Template,
  core: Core,
  source: Language,
  options: LookUpOptions,
): ReadonlyMap<string, string> | undefined {
  const lenient = options.lenient === true;
  if (template.isQuestion !== core.isQuestion && !(lenient && template.isQuestion)) return undefined;
  const folded = foldAccents(core.words);
  if (!folded.toLowerCase().includes(template.anchor)) return undefined;
  const match = (lenient ? template.loose : template.strict).exec(lenient ? folded : core.words);
  if (match?.indices?.groups === undefined) return undefined;
  const values = new Map<string, string>();
  for (const [index, { name, kind }] of template.placeholders.entries()) {
    const [start, end] = match.indices.groups[`p${index}`] ?? [0, 0];
    const value = core.words.slice(start, end).trim();
    if (!acceptsValue(kind, value, options.names, source.ordinaryWords)) return undefined;
    if ((values.get(name) ?? value) !== value) return undefined;
    values.set(name, value);
  }
  return values;
}

function samePlaceholders(template: Template, text: string): boolean {
  const theirs = new Set([...text.matchAll(placeholder)].map((match) => match[1]));
  const ours = new Set(template.placeholders.map(({ name }) => name));
  return theirs.size === ours.size && [...ours].every((name) => theirs.has(name));
}

function compileLanguage(texts: ReadonlyMap<string, string>): Language {
  const exact = new Map<string, Entry[]>();
  const loose = new Map<string, Entry[]>();
  const templates: Template[] = [];
  const ordinaryWords = new Set<string>();
  for (const [key, text] of texts) {
    if (notPhrases.has(key)) continue;
    for (const word of wordsOf(text.replace(placeholder, ' '))) ordinaryWords.add(word);
    const core = coreOf(tidy(text));
    const entry = { key, isQuestion: core.isQuestion };
    if (text.includes('{')) {
      const template = compileTemplate(entry, core.words);
      if (template !== undefined) templates.push(template);
    } else if (core.words !== '') {
      const words = core.words.toLowerCase();
      exact.set(words, [...(exact.get(words) ?? []), entry]);
      loose.set(looseForm(words), [...(loose.get(looseForm(words)) ?? []), entry]);
    }
  }
  // The template that says most first: a shorter one may fit the same text by taking more into its values.
  templates.sort((one, other) => other.letters - one.letters);
  return { texts, exact, loose, templates, ordinaryWords };
}

/** Undefined where a placeholder takes free text, or too few words are left to recognise the text by. */
function compileTemplate(entry: Entry, words: string): Template | undefined {
  const pieces = words.split(placeholder);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const placeholders = pieces
    .filter((_, index) => index % 2 === 1)
    .map((name) => ({ name, kind: valueKindOf(name) }));
  const letters = literals.join('').match(/\p{L}/gu) ?? [];
  const enough = /\p{Script=Han}/u.test(literals.join('')) ? 2 : 4;
  const known = placeholders.flatMap(({ name, kind }) => (kind === undefined ? [] : [{ name, kind }]));
  if (known.length !== placeholders.length || letters.length < enough) return undefined;
  const valuePattern = (index: number): string => `(?<p${index}>${patternOf(known[index]?.kind ?? 'name')})`;
  const pattern = (form: (literal: string) => string): RegExp => {
    const source = pieces.map((piece, index) =>
      index % 2 === 0 ? literalPattern(form(piece)) : valuePattern((index - 1) / 2),
    );
    return new RegExp(`^${source.join('')}$`, 'diu');
  };
  const anchor = literals
    .map((literal) => foldAccents(literal).toLowerCase().trim())
    .reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '');
  return {
    ...entry,
    strict: pattern((piece) => piece),
    loose: pattern(foldAccents),
    placeholders: known,
    anchor,
    letters: letters.length,
  };
}

/** Beside Han letters a space means nothing, and beside a value it depends on the value's script. */
function literalPattern(literal: string): string {
  const escaped = literal.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const spaced = escaped.replace(/\s+/gu, '\\s+');
  if (!/[\p{Script=Han}\u3000-\u303f]/u.test(literal)) return spaced;
  return `\\s*${spaced.replaceAll('\\s+', '\\s*')}\\s*`;
}

interface Sentence {
  readonly text: string;
  readonly newLine: boolean;
}

function splitSentences(text: string): Sentence[] {
  return text
    .split(/(?<=[.!?\u061f\u2026])[^\S\n]+|(?<=[\u3002\uff01\uff1f])[^\S\n]*|\s*(?=\n)/u)
    .map((piece) => ({ text: piece.trim(), newLine: piece.startsWith('\n') }))
    .filter((piece) => piece.text !== '');
}

/** Joined as the target writes: a sentence inside a text needs its full stop even where the phrase has none. */
function withEnd(text: string, index: number, pieces: readonly Sentence[], to: string): string {
  const next = pieces[index + 1];
  if (next === undefined) return text;
  if (next.newLine) return `${text}\n`;
  const chinese = to.startsWith('zh') || to === 'ja';
  const ended = /[.!?\u3002\uff01\uff1f\u061f\u2026]$/u.test(text)
    ? text
    : `${text}${chinese ? '\u3002' : '.'}`;
  return chinese ? ended : `${ended} `;
}
