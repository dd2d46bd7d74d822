import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { protect, restore } from '../../src/translation/protect.js';
import { westernDigits } from '../../src/translation/text-forms.js';

const names = [
  'Luis Ortega',
  'María de la Cruz',
  'Will Baker',
  'Lincoln Elementary School',
  'Room 12',
  '王小明',
];
const kept = (text: string): string[] =>
  protect(text, names).parts.map((part) => `${part.kind}: ${part.original}`);

describe('what is kept out of a translator', () => {
  test.each<[string, string[]]>([
    ['The bus for Luis comes at 7:40.', ['name: Luis', 'time: 7:40']],
    ['LUIS ORTEGA and Ortega', ['name: LUIS ORTEGA', 'name: Ortega']],
    ['luis ortega is here', ['name: luis ortega']],
    ['Will will be late', ['name: Will']],
    ['maria de la cruz, Maria, MARÍA', ['name: maria de la cruz', 'name: Maria', 'name: MARÍA']],
    ['Luisa is not Luis', ['name: Luis']],
    ['Luis的老师是王小明', ['name: Luis', 'name: 王小明']],
    ['Welcome to Lincoln Elementary School, Room 12!', ['name: Lincoln Elementary School', 'name: Room 12']],
    ['The school is closed', []],
    ['Hi {student}, {{time}}', ['placeholder: {student}', 'placeholder: {{time}}']],
    [
      'See https://example.org/a?b=1. Or www.example.com/x, ok',
      ['url: https://example.org/a?b=1', 'url: www.example.com/x'],
    ],
    ['Go to recado.example.org today', ['url: recado.example.org']],
    ['Mail ana.ruiz@school.org now', ['email: ana.ruiz@school.org']],
    ['Call (203) 555-0142 or +1 203 555 0143', ['phone: (203) 555-0142', 'phone: +1 203 555 0143']],
    ['On 12/5/2026 or 2026-12-05 or 12/5', ['date: 12/5/2026', 'date: 2026-12-05', 'date: 12/5']],
    ['At 7:40 a.m., 3pm and 15:30', ['time: 7:40 a.m.', 'time: 3pm', 'time: 15:30']],
    ['Bring $5.50 or 20% of 1,200', ['amount: $5.50', 'amount: 20%', 'number: 1,200']],
    ['The 3rd graders, 3月', []],
    ['Reply STOP to stop, HELP for help', ['keyword: STOP', 'keyword: HELP']],
    ['PLEASE HELP MY SON', []],
    ['الحافلة ٧:٤٠', ['time: 7:40']],
    ['الثمن ٢٠٫٥٠ $ أو ٥٠٪', ['amount: 20.50 $', 'amount: 50%']],
    ['₹५०० लाएं', ['amount: ₹500']],
    ['See bit.ly/3abc, or t.co/x/y.', ['url: bit.ly/3abc', 'url: t.co/x/y']],
    ['At 8 a.m./p.m. and his/her', ['time: 8 a.m.']],
    ['3️⃣ of them', ['number: 3️⃣']],
    ['Will you come? Will Baker will.', ['name: Will Baker']],
    ['小明今天不来', ['name: 小明']],
  ])('%s', (text, expected) => {
    expect(kept(text)).toEqual(expected);
  });

  test.each([
    ['आराम करो, राम', 'राम', ['राम']],
    ['রহমানকে, রহমান', 'রহমান', ['রহমান']],
    ['Bring C++ (a+b) today', '(a+b)', ['(a+b)']],
    ['الفصل فصل ١', 'فصل', ['فصل', '1']],
  ])('in "%s" the term %s is found where it is a word', (text, term, expected) => {
    const terms = [{ term, toLanguage: null, target: term }];
    expect(protect(text, [], terms).parts.map(({ original }) => original)).toEqual(expected);
  });

  test('only an Arabic "and" or "to" gets a space before a name', () => {
    expect(protect('مدرسة وLuis', names).text).toBe('مدرسة و Xq0z');
    expect(protect('\ufb50Luis', names).text).toBe('\ufb50Xq0z');
  });

  test("a district's word for STOP leaves the carrier's as it is", () => {
    const terms = [{ term: 'stop', toLanguage: null, target: 'parada' }];
    const kinds = (text: string): string[] => protect(text, [], terms).parts.map(({ kind }) => kind);
    expect(kinds('The bus stop moved. Reply STOP to get no texts.')).toEqual(['term', 'keyword']);
    expect(kinds('THE BUS STOP MOVED')).toEqual(['term']);
  });

  test.each([
    ['فاطمة مريضة، وفاطمة في البيت', 'فاطمة', 'Fatima'],
    ['राहुल आज बीमार है', 'राहुल', 'Rahul'],
    ['민준이가 아파요', '민준', 'Minjun'],
    ['小明今天生病了', '小明', 'Xiaoming'],
  ])('a name the roster has in other letters is hidden as a term: "%s"', (text, term, target) => {
    const terms = [{ term, toLanguage: 'en', target }];
    expect(protect(text, [target], [], [target], 'ar').text).toContain(term);
    expect(protect(text, [target], terms).text).not.toContain(term);
  });

  test.each([
    ['STRASSE', 'Straße'],
    ['İSTANBUL', 'Istanbul'],
    ['d\u2019Orsay', "D'ORSAY"],
    ['field\u00a0day', 'Field Day'],
    ['ÉCOLE', 'ecole'],
  ])('"%s" is the term %s', (text, term) => {
    const terms = [{ term, toLanguage: null, target: term }];
    expect(protect(`We like ${text} much`, [], terms).parts.map(({ kind }) => kind)).toEqual(['term']);
  });

  test('a glossary of 2,000 terms keeps no text waiting', () => {
    const terms = Array.from({ length: 2_000 }, (_, n) => ({
      ...{ term: `Night ${n} of ${'abcdefghij'[n % 10]}rts`, toLanguage: null, target: 'x' },
    }));
    const start = performance.now();
    for (let n = 0; n < 10; n += 1) protect(`Come to Night 7 of hrts on Friday. ${n}`, [], terms);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  test('the tokens are short words of their own', () => {
    expect(protect('Luis comes at 7:40.', names).text).toBe('Xq0z comes at Xq1z.');
  });

  test('the tokens differ from everything in the text', () => {
    const guarded = protect('Xq0z is not Luis, xq1Z neither', names);
    expect(guarded.text).toBe('Xq0z is not Xqk0z, xq1Z neither');
    expect(restore(guarded, guarded.text)).toEqual({ ok: true, text: 'Xq0z is not Luis, xq1Z neither' });
  });
});

describe('putting the kept parts back', () => {
  const guarded = protect('Luis comes at 7:40, not 8:15.', names);

  test.each<[string, string, string]>([
    ['in another order', 'Xq1z, nicht Xq2z, kommt Xq0z', '7:40, nicht 8:15, kommt Luis'],
    ['in another case', 'xq0z viene a las XQ1Z, no Xq2z', 'Luis viene a las 7:40, no 8:15'],
    ['among other letters', 'Xq0z在Xq1z来，不是Xq2z', 'Luis在7:40来，不是8:15'],
  ])('works %s', (_, translated, text) => {
    expect(restore(guarded, translated)).toEqual({ ok: true, text });
  });

  test.each<[string, string, string]>([
    ['a lost part', 'Xq0z viene a las Xq1z', 'A time was lost.'],
    ['a doubled part', 'Xq0z Xq0z viene a las Xq1z, no Xq2z', 'A name stands there twice.'],
    [
      'a strange token',
      'Xq0z viene a las Xq1z, no Xq2z ni Xq7z',
      'Something stands there that was not in the text.',
    ],
    ['a token with other digits', 'Xq0z viene a las Xq1z, no Xq02z', 'A time was lost.'],
    ['new digits', 'Xq0z viene a las Xq1z, no Xq2z 5', 'The digits are not the same.'],
  ])('finds %s', (_, translated, problem) => {
    const restored = restore(guarded, translated);
    expect(restored.ok).toBe(false);
    expect(restored.ok ? [] : restored.problems).toContain(problem);
  });

  test('digits count by their value in every script', () => {
    const arabic = protect('الحافلة يوم ٣مارس');
    expect(restore(arabic, 'The bus on March 3')).toEqual({ ok: true, text: 'The bus on March 3' });
    expect(restore(arabic, 'The bus on March 4').ok).toBe(false);
  });

  test.each([
    ['a time', 'الحافلة تأتي ٧:٤٠', 'The bus comes Xq0z', 'The bus comes 7:40'],
    [
      'a date of the solar calendar',
      'جلسه ۱۴۰۵/۰۹/۱۲ است',
      'The meeting is on Xq0z',
      'The meeting is on 1405/09/12',
    ],
    ['a phone number', '०१२-३४५६ पर फ़ोन करें ९८-७६', 'Call Xq0z or Xq1z-Xq2z', undefined],
  ])(
    '%s in the digits of another script is kept from engines, and read in ours',
    (_, text, translated, expected) => {
      const guarded = protect(text);
      expect(guarded.text).not.toMatch(/(?<!Xq)\p{Nd}(?!z)/u);
      if (expected !== undefined) expect(restore(guarded, translated)).toEqual({ ok: true, text: expected });
    },
  );

  test('numbers whose digits were exchanged are not the same', () => {
    const mixed = protect('The 3rd bus, not the 12th');
    expect(restore(mixed, 'El 12.º autobús, no el 3.º').ok).toBe(true);
    expect(restore(mixed, 'El 13.º autobús, no el 2.º').ok).toBe(false);
  });

  test('a token with digits of its language or spaces in it is still ours', () => {
    const guarded = protect('Luis comes at 7:40', ['Luis']);
    for (const said of ['Xq۰z ساعت Xq۱z', 'XQ0Z ساعت xq 1 z', 'Xq 0z ساعت Xq1 z'])
      expect(restore(guarded, said)).toEqual({ ok: true, text: 'Luis ساعت 7:40' });
    expect(restore(guarded, 'Xq۰z ساعت Xq۵z').ok).toBe(false);
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'Luis',
      'María',
      'Room 12',
      '7:40',
      '$5',
      '12/5/2026',
      '{student}',
      'Xq0z',
      'xQ1Z',
      'STOP',
      '王小明',
      ' ',
      '\n',
    ),
  );
  const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  test('protecting and restoring is the identity', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const one = protect(text, names);
        expect(restore(one, one.text)).toEqual({ ok: true, text: westernDigits(text) });
      }),
      { numRuns: 500 },
    );
  });

  test('every token stands once in the protected text and none in the original', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const one = protect(text, names);
        for (const { token } of one.parts) {
          expect(one.text.split(token)).toHaveLength(2);
          expect(text).not.toContain(token);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the loss or doubling of any one token is found', () => {
    const full = fc
      .tuple(anyText, fc.nat())
      .map(([text, which]) => ({ one: protect(`${text} Luis 7:40`, names), which }));
    fc.assert(
      fc.property(full, ({ one, which }) => {
        const { token } = one.parts[which % one.parts.length] ?? { token: '' };
        expect(restore(one, one.text.replace(token, '')).ok).toBe(false);
        expect(restore(one, one.text.replace(token, `${token} ${token}`)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

test("a term of digits is found by itself alone, and a language's own word goes before that of all", () => {
  const terms = [
    { term: '504', toLanguage: null, target: '504' },
    { term: '504', toLanguage: 'es', target: 'Plan 504' },
  ];
  const guarded = protect(
    'The 504 is ready: call 203-504-1234 or 203 504 1234, room 1504, 5:04, 504-1.',
    [],
    terms,
  );
  expect(guarded.parts.filter(({ kind }) => kind === 'term')).toEqual([
    { kind: 'term', token: 'Xq0z', original: '504', restored: 'Plan 504' },
  ]);
  expect(guarded.parts.filter(({ kind }) => kind === 'phone').map(({ original }) => original)).toEqual([
    '203-504-1234',
    '203 504 1234',
  ]);
});

test.each([
  ['a curly apostrophe', "Sean O'Brien", 'O’Brien is here', 'Xq0z is here'],
  [
    'Korean endings',
    '김민수',
    '김민수가 아파요. 민수는 김민수씨와 집에 있어요',
    'Xq0z가 아파요. Xq1z는 Xq2z씨와 집에 있어요',
  ],
  ['an Arabic "and" or "to"', 'محمد', 'محمد وأخوه، ومحمد، لمحمد', 'Xq0z وأخوه، و Xq1z، ل Xq2z'],
  ['a month', 'May Chen', 'May and May 5', 'Xq0z and May Xq1z'],
  [
    'a word with the same beginning',
    'Ana',
    'Ana likes bananas, not Anabel',
    'Xq0z likes bananas, not Anabel',
  ],
])('a name is found beside %s', (_, name, text, guarded) => {
  expect(protect(text, [name]).text).toBe(guarded);
});

test('names of the family that writes are found in small letters, but no words that are names too', () => {
  const family = ['Luis Ortega', 'Rosa', 'Íñigo'];
  const text = 'luis no va hoy, inigo tampoco. tiene una mochila rosa. Rosa sí va';
  expect(protect(text, family).text).toBe(
    'luis no va hoy, inigo tampoco. tiene una mochila rosa. Xq0z sí va',
  );
  expect(protect(text, family, [], family).text).toBe(
    'Xq0z no va hoy, Xq1z tampoco. tiene una mochila rosa. Xq2z sí va',
  );
});

test('a name with a hyphen is protected like any other', () => {
  const text = protect('Jean-Baptiste rides the bus.', ['Jean-Baptiste']);
  expect(text.text).not.toContain('Baptiste');
});
