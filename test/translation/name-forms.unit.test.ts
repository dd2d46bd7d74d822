import { expect, test } from '@jest/globals';
import { protect, restore } from '../../src/translation/protect.js';

const names = [
  ...[
    'Marina Ivanova',
    'Alexey Ivanov',
    'Anna Nowak',
    'Jan Nowak',
    'Dmytro Shevchenko',
    'Luis Ortega',
    'Vera Lee',
  ],
  ...[
    'Agim Hoxha',
    'Mehmet Kaya',
    'Muhammad Rahman',
    'Fatima Khan',
    'Rahul Sharma',
    'Said Karimi',
    'Sam Tam',
    'Tom Dan',
  ],
];
const found = (language: string, text: string): string[] =>
  protect(text, names, [], [], language).parts.map(({ original, restored }) => `${original} = ${restored}`);

test.each<[string, string, string[]]>([
  ['ru', 'Я говорила с Мариной и Алексеем.', ['Мариной = Marina', 'Алексеем = Alexey']],
  ['ru', 'Марина заболела, а Иванову пока лучше.', ['Марина = Marina', 'Иванову = Иванову']],
  ['ru', 'Где автобус Луиса Ортеги?', ['Луиса = Luis', 'Ортеги = Ortega']],
  ['uk', 'Дмитрові сьогодні зле, скажіть Шевченко.', ['Дмитрові = Dmytro', 'Шевченко = Shevchenko']],
  ['ru', 'Заберите Веру и Сэма в три.', ['Веру = Vera']],
  ['pl', 'Odbiorę Annę i Jana o trzeciej.', ['Annę = Annę', 'Jana = Jana']],
  ['sq', 'Do ta marr Agimin sot.', ['Agimin = Agimin']],
  ['tr', 'Bugün Mehmete ateş çıktı.', ['Mehmete = Mehmete']],
])('in %s "%s" names somebody', (language, text, expected) => {
  expect(found(language, text)).toEqual(expected);
});

test.each([
  ['ru', 'Сам он там. Тому, кто сам придёт, дана вера в себя.'],
  ['ru', 'Там холодно. Данные у нас есть. Вера помогает.'],
  ['ru', 'Лёня и Артем были в классе у Кати.'],
  ['pl', 'Sama nie wiem. Jest zimno. Panna i pan są u nas.'],
  ['ar', 'أنا سعيد جداً، شكراً'],
  ['ur', 'بچے کھانا کھا رہے ہیں'],
  ['hi', 'हम शर्मा गए, राह में हैं'],
  ['es', 'Anne dijo que Jana viene'],
])('in %s no word of "%s" is taken for a name', (language, text) => {
  expect(found(language, text)).toEqual([]);
});

test('it comes back as the records write it', () => {
  const guarded = protect('Заберите Мариной в 3:00', names, [], [], 'ru');
  expect(guarded.text).toBe('Заберите Xq0z в Xq1z');
  expect(restore(guarded, 'Pick up Xq0z at Xq1z')).toEqual({ ok: true, text: 'Pick up Marina at 3:00' });
});
