import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { words } from './context.js';

// Whoever said stop would hear from us again.
test.each([
  ['en', 'Nobody ever messages me again'],
  ['en', 'no one should text me again'],
  ['en', 'I want no one to start texting me again'],
  ['es', 'que nadie vuelva a mandarme mensajes'],
  ['pt-BR', 'ninguém me mande mensagem de novo'],
  ['fr', "que personne ne m'envoie encore des messages"],
  ['ru', 'никто пусть мне снова не пишет сообщения'],
  ['uk', 'ніхто хай мені знову не пише повідомлення'],
  ['pl', 'nikt niech mi znowu nie wysyła wiadomości'],
  ['tr', 'kimse bana tekrar mesaj atmasın'],
  ['hi', 'कोई मुझे दोबारा मैसेज ना भेजे'],
  ['ur', 'کوئی مجھے دوبارہ میسج نہ کرے'],
  ['bn', 'কেউ আমাকে আবার মেসেজ যেন না পাঠায়'],
  ['ko', '아무도 다시 문자 보내지 마세요'],
  ['zh-Hans', '谁也别再给我发短信'],
  ['zh-Hant', '沒有人可以再傳簡訊給我'],
  ['sq', 'askush mos me dërgo prapë mesazhe'],
  ['sw', 'mtu yeyote asinitumie tena ujumbe'],
  ['so', 'cidna yaysan mar kale fariin ii soo dirin'],
  ['ht', 'pèsonn pa voye mesaj ban m ankò'],
  ['ar', 'لا أحد يراسلني مرة أخرى'],
  ['fa-AF', 'هیچ کس دوباره به من پیام نفرستد'],
  ['ps', 'هیڅوک دې بیا ماته پیغام نه رالېږي'],
  ['vi', 'không ai được nhắn tin cho tôi nữa'],
])('that nobody may text again asks for no texts: %s: %s', (language, text) => {
  const understood = understand(words, text, {
    homeLanguage: language,
    districtLanguages: words.languages,
  });
  expect(understood.consent).not.toBe('opt_in');
});

test('while a wish for texts with "no" in it is one', () => {
  const context = { homeLanguage: 'en', districtLanguages: words.languages };
  expect(understand(words, 'no problem, start texting me again', context).consent).toBe('opt_in');
});
