import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('consent', () => {
  test.each([
    ['en', 'STOP', 'opt_out'],
    ['en', 'Stop.', 'opt_out'],
    ['en', ' stop!! ', 'opt_out'],
    ['en', 'STOP STOP', 'opt_out'],
    ['en', 'please stop', 'opt_out'],
    ['en', 'Stop please, thank you', 'opt_out'],
    ['en', 'unsubscribe', 'opt_out'],
    ['en', 'Please stop texting me', 'opt_out'],
    ['en', 'I dont want these messages anymore', 'opt_out'],
    ['en', 'take me off your list', 'opt_out'],
    ['en', 'We moved to Ohio. STOP', 'opt_out'],
    ['es', 'STOP', 'opt_out'],
    ['es', 'Alto', 'opt_out'],
    ['es', 'basta por favor', 'opt_out'],
    ['es', 'Ya no me manden mensajes por favor', 'opt_out'],
    ['es', 'no quiero recibir mas mensajes', 'opt_out'],
    ['pt-BR', 'pare', 'opt_out'],
    ['pt-BR', 'Não quero mais receber mensagens', 'opt_out'],
    ['ht', 'kanpe', 'opt_out'],
    ['ht', 'Sispann voye mesaj ban mwen', 'opt_out'],
    ['zh-Hans', '停止', 'opt_out'],
    ['zh-Hans', '请不要再给我发短信了', 'opt_out'],
    ['ar', 'توقف', 'opt_out'],
    ['ar', 'لا ترسلوا لي رسائل بعد الآن', 'opt_out'],
    ['vi', 'dừng lại', 'opt_out'],
    ['vi', 'Xin đừng nhắn tin cho tôi nữa', 'opt_out'],
    ['ru', 'стоп', 'opt_out'],
    ['ru', 'Пожалуйста, не присылайте мне больше сообщения', 'opt_out'],
    ['en', 'START', 'opt_in'],
    ['es', 'help', 'help'],
    ['es', 'Ayuda', 'help'],
    ['zh-Hans', '帮助', 'help'],
    ['ru', 'помощь', 'help'],
    ['en', 'too many texts', 'fewer'],
    ['es', 'menos mensajes por favor', 'fewer'],
    ['en', 'only send me alerts', 'alerts_only'],
    ['es', 'solo quiero las alertas', 'alerts_only'],
    ['en', 'please pause the messages', 'pause'],
    ['en', 'dont text me this week', 'pause'],
    ['en', 'wrong number', 'wrong_number'],
    ['es', 'Número equivocado', 'wrong_number'],
    ['ar', 'الرقم خطأ', 'wrong_number'],
    ['vi', 'nhầm số rồi', 'wrong_number'],
    ['ht', 'move nimewo', 'wrong_number'],
    ['zh-Hans', '你打错了', 'wrong_number'],
    ['ru', 'Вы ошиблись номером', 'wrong_number'],
    // An opt-out in another of the district's languages.
    ['en', 'dừng lại', 'opt_out'],
    ['ht', 'ya no me manden mensajes', 'opt_out'],
  ])('of a %s family: "%s" is %s', (home, text, consent) => {
    expect(read(home, text).consent).toBe(consent);
  });

  test.each([
    ['en', 'can you stop by tomorrow'],
    ['en', 'The bus did not stop at our corner'],
    ['en', 'where is the bus stop?'],
    ['en', "please don't stop texting me"],
    ['en', 'When does school end'],
    ['en', 'I need to cancel the meeting'],
    ['en', 'my son wants to quit band'],
    ['en', 'tell him to stop bullying my daughter'],
    ['en', 'I told that boy to stop texting me and he keeps doing it'],
    ['en', 'He needs help with reading'],
    ['en', 'She starts school on Monday'],
    ['en', 'Why are there no more messages from the teacher?'],
    ['en', 'no'],
    ['en', 'yes'],
    ['en', ''],
    ['en', '👍'],
    ['es', '¿a qué hora para el autobús?'],
    ['es', 'a que hora para el camion'],
    ['es', 'es para mi hijo'],
    ['es', 'Ya no me llegan mensajes de la maestra'],
    ['es', 'no dejen de mandarme mensajes'],
    ['es', 'quiero cancelar la cita'],
    ['es', 'mi hijo está alto'],
    ['pt-BR', 'o ônibus não para na minha rua'],
    ['pt-BR', 'preciso cancelar a reunião'],
    ['ht', 'Bis la pa kanpe jodi a'],
    ['zh-Hans', '校车今天停了吗？'],
    ['zh-Hans', '会议取消了吗'],
    ['ar', 'هل توقف الباص عند بيتنا؟'],
    ['vi', 'Xe buýt dừng ở đâu?'],
    ['ru', 'Автобус не остановился'],
    ['ru', 'Можно отменить встречу?'],
  ])('of a %s family: "%s" is none', (home, text) => {
    expect(read(home, text).consent).toBeNull();
  });

  test.each([
    ['en', 'enough'],
    ['en', 'leave us alone already'],
    ['en', "I'm not interested"],
    ['es', 'basta'],
    ['es', 'Ya basta!'],
    ['es', 'ya no quiero'],
    ['pt-BR', 'chega'],
    ['ht', 'ase'],
    ['zh-Hans', '够了'],
    ['ar', 'كفى'],
    ['vi', 'đủ rồi'],
    ['ru', 'хватит'],
    // "Enough, thanks", and just as well "by bus, thanks".
    ['fa-AF', 'بس تشکر'],
    ['ps', 'بس مننه'],
    ['ur', 'بس شکریہ'],
  ])('of a %s family: "%s" may be meant as an opt-out: a person reads it', (home, text) => {
    expect(read(home, text)).toMatchObject({
      consent: null,
      consentCertainty: 'possible',
      needsStaff: true,
    });
  });

  test('is sure where it is given, and null where the text is about something else', () => {
    expect(read('en', 'STOP').consentCertainty).toBe('sure');
    expect(read('en', 'What time does the bus stop here?').consentCertainty).toBeNull();
  });

  test('goes before the answer to an open ask', () => {
    const understood = read('en', 'STOP', { kind: 'yesno' });
    expect(understood).toMatchObject({ consent: 'opt_out', answer: { status: 'none' }, needsStaff: false });
  });

  test('is not read into the option of a choice', () => {
    const ask = { kind: 'choice' as const, options: ['Pausa', 'Clase'] };
    expect(read('es', 'pausa', ask)).toMatchObject({
      consent: null,
      answer: { status: 'answered', value: 0 },
    });
  });

  test('beside a question keeps the question for staff', () => {
    expect(read('en', 'Stop texting me. Who can I talk to about the bus?')).toMatchObject({
      consent: 'opt_out',
      needsStaff: true,
    });
  });

  test('is judged apart from urgency', () => {
    expect(read('en', 'Stop texting me, my son wants to kill himself')).toMatchObject({
      consent: 'opt_out',
      urgent: true,
      needsStaff: true,
    });
  });
});

describe('an option that is a word carriers act on', () => {
  const ask = { kind: 'choice', options: ['Beginning', 'Middle', 'End'] } as const;

  test.each(['the end', 'The end!'])('is an answer where a carrier leaves it alone: %s', (text) => {
    expect(read('en', text, ask)).toMatchObject({ consent: null, answer: { status: 'answered', value: 2 } });
  });

  test.each(['end', 'END.', 'end end'])(
    'is a wish where a carrier may act on it, or it says nothing else: %s',
    (text) => {
      expect(read('en', text, ask).consent).toBe('opt_out');
    },
  );

  test('is a wish where it is asked for, though it was offered, and where it was not', () => {
    const offered = { kind: 'choice', options: ['Go', 'Stop'] } as const;
    expect(read('en', 'please stop', offered).consent).toBe('opt_out');
    expect(read('en', 'please stop', ask).consent).toBe('opt_out');
  });
});
