import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import {
  readGlossaryCsv,
  readMemoryCsv,
  writeGlossaryCsv,
  writeMemoryCsv,
} from '../../src/translation/translation-csv.js';
import { readTmx, writeTmx } from '../../src/translation/tmx.js';

async function* onePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}
const gather = async (pieces: AsyncIterable<string>): Promise<string> => {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
};
const entry = (source: string, target: string) => ({
  fromLanguage: 'en',
  toLanguage: 'es',
  source,
  target,
  createdAt: new Date('2026-11-20T15:00:00Z'),
});
const tmx = (body: string, before = ''): string =>
  `<?xml version="1.0"?>\n${before}<tmx version="1.4">\n<header srclang="en-US"/>\n<body>\n${body}\n</body></tmx>`;

describe('a TMX file', () => {
  test('gives back what was written', async () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => /\p{L}/u.test(text));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (source, target) => {
        const { pairs } = await readTmx(await gather(writeTmx(onePage([entry(source, target)]))));
        const plain = (text: string): string => text.replace(/\r\n?/gu, '\n').trim();
        expect(pairs).toEqual([
          { from: 'en', to: 'es', source: plain(source), target: plain(target), line: 5 },
        ]);
      }),
      { numRuns: 60 },
    );
  });

  test('of another program is read: many languages a unit, regions, codes of formatting, a DOCTYPE', async () => {
    const unit =
      '<tu><tuv xml:lang="pt-br"><seg>Ol&#225; <bpt i="1">&lt;b></bpt>fam&#xED;lia<ept i="1"/></seg></tuv>' +
      '<tuv lang="EN-us"><seg><![CDATA[Hello <family>]]></seg></tuv><tuv xml:lang="es-MX"><seg>Hola <hi>familia</hi></seg></tuv></tu>';
    expect((await readTmx(tmx(unit, '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'))).pairs).toEqual([
      { from: 'en', to: 'pt-BR', source: 'Hello <family>', target: 'Olá família', line: 6 },
      { from: 'en', to: 'es', source: 'Hello <family>', target: 'Hola familia', line: 6 },
    ]);
  });

  test('names the line of a unit it cannot use', async () => {
    const good = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="es"><seg>b</seg></tuv></tu>';
    const bad = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="xx"><seg>b</seg></tuv></tu>';
    const { pairs, problems } = await readTmx(tmx(`${good}\n${bad}`));
    expect(pairs).toHaveLength(1);
    expect(problems).toEqual([{ line: 6, message: expect.stringContaining('no two texts') }]);
  });

  test('that is broken is refused with the line, and one that is no TMX for what it lacks', async () => {
    await expect(readTmx(tmx('<tu>\n<tuv>\n</tu>'))).rejects.toThrow(/Line \d+/);
    await expect(readTmx('<html></html>')).rejects.toThrow(/no <tmx>/);
    await expect(readTmx('nothing')).rejects.toThrow(/no TMX/);
  });

  test('that nests without end is refused as such, and names that do harm do none', async () => {
    const deep = `<tmx><body>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</body></tmx>`;
    await expect(readTmx(deep)).rejects.toThrow(/no TMX file/);
    const { pairs, problems } = await readTmx(tmx('<tu __proto__="a"><__proto__>a</__proto__></tu>'));
    expect({ pairs, problems: problems.length }).toEqual({ pairs: [], problems: 1 });
  });

  test('with a hundred thousand declarations is refused at the first', async () => {
    await expect(readTmx('<!DOCTYPE'.repeat(100_000))).rejects.toThrow(/no TMX file/);
    await expect(readTmx(tmx(`<tu><seg>${'<!DOCTYPE'.repeat(100_000)}</seg></tu>`))).rejects.toThrow(
      /no TMX file/,
    );
  });

  test('of many units lets others have their turn while it is read', async () => {
    const unit = '<tu><tuv xml:lang="en"><seg>Hello</seg></tuv><tuv xml:lang="es"><seg>Hola</seg></tuv></tu>';
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns < 100) setImmediate(count);
    };
    setImmediate(count);
    const { pairs } = await readTmx(tmx(unit.repeat(10_000)));
    expect(pairs).toHaveLength(10_000);
    expect(turns).toBeGreaterThan(10);
  });

  test('expands no entity of its own and reaches for no file', async () => {
    const laughs = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n';
    await expect(readTmx(tmx('<tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu>', laughs))).rejects.toThrow(
      /entities/,
    );
    const file = '<!DOCTYPE tmx [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n';
    await expect(readTmx(tmx('', file))).rejects.toThrow(/entities/);
  });
});

describe('a CSV of translations', () => {
  test('gives back what was written, formulas made harmless on the way', async () => {
    const rows = [entry('=1+1 "quoted", twice', '@suma;\nuna línea'), entry('{0} is here.', '{0} está.')];
    const file = await gather(writeMemoryCsv(onePage(rows)));
    expect(file).toContain(`"'=1+1`);
    expect(file).toContain(`"'@suma`);
    expect(await readMemoryCsv(file)).toMatchObject({
      problems: [],
      pairs: rows.map(({ source, target }) => ({ from: 'en', to: 'es', source, target })),
    });
  });

  test('takes columns in any order, semicolons, and names the line of what it cannot use', async () => {
    const { pairs, problems } = await readMemoryCsv(
      '\ufeffTarget;Source;To;From\r\nHola;Hello;es-MX;en\r\nx;y;Klingon;en\r\n;Hello;es;en\r\n;;;\r\n',
    );
    expect(pairs).toEqual([{ from: 'en', to: 'es', source: 'Hello', target: 'Hola', line: 2 }]);
    expect(problems).toEqual([
      { line: 3, message: expect.stringContaining('Klingon') },
      { line: 4, message: expect.stringContaining('missing') },
    ]);
  });

  test('is refused where a column is missing or a quote never closes', async () => {
    await expect(readMemoryCsv('from,to,source\n')).rejects.toThrow(/column target/);
    await expect(readMemoryCsv('')).rejects.toThrow(/column from, to/);
    await expect(readMemoryCsv('from,to,source,target\nen,es,"a,b\n')).rejects.toThrow(/line \d/);
  });

  test('of many rows lets others have their turn while it is read, and breaks no letter', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns < 100) setImmediate(count);
    };
    setImmediate(count);
    const { pairs } = await readMemoryCsv(
      `from,to,source,target\n${'en,zh-Hans,Hello,你好\n'.repeat(20_000)}`,
    );
    expect(pairs).toHaveLength(20_000);
    expect(new Set(pairs.map(({ target }) => target))).toEqual(new Set(['你好']));
    expect(turns).toBeGreaterThan(5);
  });
});

describe('a CSV of terms', () => {
  test('gives back what was written', async () => {
    const terms = [
      { term: 'Back to School Night', toLanguage: 'es' as const, target: 'Noche de bienvenida', note: '+1' },
      { term: 'Lincoln', toLanguage: null, target: 'Lincoln', note: null },
    ];
    expect(await readGlossaryCsv(writeGlossaryCsv(terms))).toEqual({ terms, problems: [] });
  });

  test('keeps a term that has no translation as it is', async () => {
    expect(await readGlossaryCsv('term\nSTEM Lab\n-\n')).toEqual({
      terms: [{ term: 'STEM Lab', toLanguage: null, target: 'STEM Lab', note: null }],
      problems: [{ line: 3, message: 'The term is missing.' }],
    });
  });
});
