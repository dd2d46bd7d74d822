import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('an end of the texts that is for good', () => {
  test.each([
    [
      'en',
      'take my number off your texting list, we moved to Ohio in the spring and everybody is happy there',
    ],
    ['es', 'sáquenme de la lista de avisos, ya no quiero recibir mensajes'],
    ['fr', 'enlevez-moi de la liste, je ne veux plus de vos textos'],
    ['ru', 'не шлите мне сообщения никогда, этим занимается бабушка'],
    ['pl', 'Dajcie mi spokój z tymi wiadomościami raz na zawsze.'],
    ['ht', 'wete nimewo m nan lis la, m pa vle mesaj ankò'],
  ])('is sure whatever its other clauses say: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
  });

  test.each([
    ['en', 'dont text his father anymore, text me'],
    ['fr', "n'écrivez plus à son père, écrivez-moi"],
    ['tr', 'babasına artık yazmayın, bana yazın'],
    ['tr', 'numaramız değişti, eskisini silin, yenisi 555 201 3344'],
    ['es', 'no le escriban más al papá, escríbanme a mí'],
    ['en', 'his classmate told him "never text me again" and he is crushed'],
    ['vi', 'bạn nó nói đừng bao giờ nhắn cho tôi nữa, nó buồn lắm'],
  ])('is not meant by who tells of another person or number: %s: %s', (language, text) => {
    expect(read(language, text).consent).not.toBe('opt_out');
  });
});

describe('a wish for fewer texts or none for a while', () => {
  test.each([
    ['en', 'could you text me once a week instead of every day?', 'fewer'],
    ['uk', 'Чи не могли б ви писати рідше? Раз на тиждень було б ідеально', 'fewer'],
    ['ht', 'Yo entène m lopital; èske nou ka kanpe mesaj yo jiska 25 mas?', 'pause'],
  ])('is heard in a polite question: %s: %s', (language, text, consent) => {
    expect(read(language, text).consent).toBe(consent);
  });

  test.each([
    ['en', 'why were there no messages this week?'],
    ['fr', 'ça fait deux semaines qu’on ne reçoit aucun message'],
    ['ru', 'уже две недели ни одного сообщения от вас'],
    ['pt-BR', 'faz duas semanas que não chega nenhuma mensagem'],
  ])('is not heard in a complaint that none came: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBeNull();
  });
});

test.each([
  ['pl', 'poprzednia wiadomość miała inną godzinę, która jest dobra?'],
  ['ru', 'бывший муж заберёт её сегодня'],
  ['uk', 'купила йому зошит, завтра принесе'],
  ['pt-BR', 'faz um mês que ele não traz lição'],
  ['fr', "l'ancien livre est chez nous"],
])('who speaks of what was before says nothing of a wrong number: %s: %s', (language, text) => {
  expect(read(language, text).consent).toBeNull();
});

test.each([
  ['en', 'send the text again please'],
  ['es', 'me manda otra vez el mensaje por favor'],
  ['pl', 'proszę jeszcze raz przysłać wiadomość'],
  ['tr', 'fotoğraf mesajını bir daha gönderir misiniz?'],
])('who wants one text again has not turned the texts off: %s: %s', (language, text) => {
  expect(read(language, text).consent).toBeNull();
});

test.each([
  ['en', 'who is the new art teacher'],
  ['es', '¿quién es la maestra nueva de arte?'],
  ['pl', 'kto to jest ta nowa pani od plastyki?'],
  ['uk', 'як у неї з роботою на уроці'],
  ['ru', 'как он пишет на уроках?'],
  ['pl', 'skąd ma te siniaki?'],
  ['tr', 'robotik kursu ne zaman?'],
])('who asks for a person of the school does not ask who is texting: %s: %s', (language, text) => {
  expect(read(language, text).consent).toBeNull();
});
