import { describe, expect, test } from '@jest/globals';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

const read = (language: string, text: string): Understood =>
  understand(words, text, { homeLanguage: language, districtLanguages: words.languages });

const linesOf = (lists: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  Object.entries(lists).flatMap(([language, lines]) =>
    lines.split('|').map((text) => [language, text] as const),
  );

describe('a wish no rule hears', () => {
  test.each([
    ['ru', 'подключите меня обратно, телефон утонул', 'opt_in'],
    ['vi', 'tuần này nhà có việc, tạm dừng rồi gửi tiếp sau', 'pause'],
  ])('is heard from the examples, and a person sees it: %s: %s', (language, text, consent) => {
    const understood = read(language, text);
    expect(understood).toMatchObject({ consent, consentCertainty: 'likely', needsStaff: true });
    expect(understood.reasons.join()).toContain(`consent:${consent} sounds like it`);
  });

  test('is possible at most where it would end the texts', () => {
    const understood = read('es', 'me tienen harto, ni uno más');
    expect(understood).toMatchObject({ consent: null, consentCertainty: 'possible', needsStaff: true });
  });

  test.each([
    ['en', 'wait two months and then send the texts again'],
    ['pt-BR', 'espera dois meses e depois manda as mensagens de novo'],
    ['ru', 'подождите два месяца, потом снова присылайте сообщения'],
    ['sw', 'subirini miezi miwili ndipo mtume tena meseji'],
  ])('is a likely pause where the texts are to come again later: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({
      consent: 'pause',
      consentCertainty: 'likely',
      needsStaff: true,
    });
  });

  test.each([
    ['hi', 'हर मैसेज के पैसे कटते हैं मेरे, अब और मत करना'],
    ['ur', 'ہر میسج کے پیسے کٹتے ہیں میرے، آگے سے مت بھیجنا'],
    ['zh-Hans', '怎么才能彻底收不到你们的消息?'],
  ])('goes before a person beside a question about the texts: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({
      consent: 'help',
      consentCertainty: 'likely',
      needsStaff: true,
    });
  });

  test.each([
    ['vi', 'Tôi chưa hề đồng ý nhận tin kiểu này, yêu cầu chấm dứt'],
    ['vi', 'Tôi chưa bao giờ đồng ý nhận tin'],
  ])('begins no texts where none were ever agreed to: %s: %s', (language, text) => {
    const understood = read(language, text);
    expect(understood.consent).not.toBe('opt_in');
    expect(understood.needsStaff).toBe(true);
  });

  test('is not heard with a "maybe"', () => {
    expect(read('ru', 'может быть подключите меня обратно, телефон утонул').consent).toBeNull();
  });

  test.each([...words.languages])(
    'is learned in %s from texts of which, one in six read here, none ends the texting wrongly',
    (language) => {
      // `npm run eval -- --learned` reads all of them.
      const some = readExamples(language).wishes.filter((_, n) => n % 6 === 0);
      const wishes = some.map((wish) => ({ ...wish, heard: read(language, wish.text) }));
      const isHeard = ({ consent, heard }: (typeof wishes)[number]): boolean =>
        heard.consent === consent || (consent === 'opt_out' && heard.consentCertainty === 'possible');
      const ended = wishes.filter(
        ({ consent, heard }) => consent !== 'opt_out' && heard.consent === 'opt_out',
      );
      expect(ended.map(({ text }) => text)).toEqual([]);
      expect(wishes.filter(isHeard).length).toBeGreaterThan(0.8 * wishes.length);
    },
  );
});

/** A line a language. */
const plainEnds: Readonly<Record<string, string>> = {
  en: "please don't send me any more messages|do not ever message me again please|kindly stop sending messages to this phone|please no further texts to me|i no longer want to receive your texts thanks|stop all messages now",
  es: 'por favor ya no me manden mensajes|no me vuelvan a escribir nunca por favor|les pido que no me envíen más mensajes|nunca más me manden mensajes|ya no quiero recibir sus mensajes gracias|favor de no mandar más mensajes a este celular|dejen de mandarme textos ahora',
  'pt-BR':
    'por favor não me mandem mais mensagens|nunca mais me mandem mensagem|peço que não enviem mais mensagens|não quero mais receber suas mensagens obrigada|favor não mandar mais mensagens nesse celular|parem de me mandar mensagem agora',
  ht: 'tanpri pa voye mesaj ban mwen ankò|pa janm voye mesaj ban mwen ankò|m pa vle resevwa mesaj nou yo ankò mèsi|sispann voye mesaj sou telefòn sa a|tanpri sispann ekri m',
  fr: "s'il vous plaît ne m'envoyez plus de messages|ne m'écrivez plus jamais svp|je vous prie de ne plus m'envoyer de messages|je ne veux plus recevoir vos messages merci|arrêtez de m'envoyer des sms maintenant|merci de ne plus envoyer de messages sur ce téléphone",
  pl: 'proszę nie wysyłać mi więcej wiadomości|nigdy nie wysyłać|nigdy więcej do mnie nie piszcie|bardzo proszę przestać wysyłać smsy|nie chcę już dostawać waszych wiadomości dziękuję|proszę już nic nie przysyłać na ten telefon',
  ru: 'пожалуйста больше не присылайте мне сообщения|никогда мне больше не пишите|прошу больше не писать мне|я больше не хочу получать ваши сообщения спасибо|перестаньте слать сообщения на этот телефон|никогда не присылать',
  uk: 'будь ласка більше не надсилайте мені повідомлення|ніколи мені більше не пишіть|прошу більше не писати мені|я більше не хочу отримувати ваші повідомлення дякую|перестаньте слати повідомлення на цей телефон',
  sq: 'ju lutem mos me dergoni me mesazhe|mos me shkruani kurre me|nuk dua te marr me mesazhet tuaja faleminderit|ndaloni se derguari mesazhe ne kete telefon',
  so: 'fadlan fariimo dambe ha ii soo dirina|weligiin ha ii soo qorina mar dambe|ma rabo inaan fariimahiinna helo mahadsanid|jooji fariimaha telefoonkan fadlan',
  sw: 'tafadhali msinitumie ujumbe tena|msiniandikie kamwe tena|sitaki tena kupokea jumbe zenu asante|acheni kutuma ujumbe kwenye simu hii tafadhali',
  tr: 'lütfen bana artık mesaj göndermeyin|bir daha asla bana yazmayın|mesajlarınızı artık almak istemiyorum teşekkürler|bu telefona mesaj göndermeyi bırakın lütfen',
  vi: 'làm ơn đừng gửi tin nhắn cho tôi nữa|đừng bao giờ nhắn cho tôi nữa|tôi không muốn nhận tin nhắn nữa cảm ơn|ngừng gửi tin nhắn vào máy này đi',
  ar: 'من فضلكم لا ترسلوا لي رسائل بعد الآن|لا تراسلوني ابدا|لا اريد استلام رسائلكم بعد اليوم شكرا|لو سمحتم بطلوا تبعتوا رسائل على هالرقم|ارجو عدم ارسال رسائل',
  ur: 'براہ کرم مجھے مزید پیغام نہ بھیجیں|برائے مہربانی مجھے میسج نہ کریں|مہربانی کر کے میسج بند کر دیں|مجھے آئندہ کبھی میسج نہ کریں|میں آپ کے میسج نہیں لینا چاہتا شکریہ|please mujhe aur msg na bhejein',
  ps: 'مهرباني وکړئ ماته نور پيغامونه مه رالېږئ|هېڅکله ماته پيغام مه رالېږئ|نور نه غواړم ستاسو پيغامونه مننه|لطفا ماته پیغام مه کوئ',
  'fa-AF':
    'لطفا دیگر برای من پیام روان نکنید|هیچوقت به من پیام ندهید|نمیخواهم پیام های تان را بگیرم تشکر|مهربانی کنید دیگه پیام نتین',
  bn: 'দয়া করে আমাকে আর মেসেজ পাঠাবেন না|আমাকে আর কখনো মেসেজ দেবেন না|আমি আপনাদের মেসেজ আর পেতে চাই না ধন্যবাদ|এই ফোনে মেসেজ পাঠানো বন্ধ করেন প্লিজ|অনুগ্রহ করে আর মেসেজ পাঠাবেন না',
  hi: 'कृपया मुझे और मैसेज मत भेजिए|मुझे कभी मैसेज मत करना|मैं आपके मैसेज नहीं लेना चाहता धन्यवाद|मेहरबानी करके मैसेज भेजना बंद करें|इस फोन पर मैसेज भेजना बंद कर दीजिए|please mujhe aur msg mat bhejo',
  'zh-Hans':
    '请不要再给我发短信|拜托别再发消息给我了|永远不要再发了|我不想再收到你们的短信 谢谢|请停止向这个手机发送短信|麻烦以后不要给我发信息',
  'zh-Hant':
    '請不要再傳簡訊給我|拜託別再傳訊息給我了|永遠不要再傳了|我不想再收到你們的簡訊 謝謝|請停止傳送簡訊到這支手機|麻煩以後不要傳訊息給我',
  ko: '제발 더 이상 문자 보내지 마세요|다시는 저한테 문자하지 마세요|이제 문자 받고 싶지 않아요 감사합니다|이 번호로 문자 보내는 거 그만해 주세요|부탁드립니다 문자 그만 보내 주세요',
};

test.each(linesOf(plainEnds))('"no more texts" said plainly is sure: %s: %s', (language, text) => {
  expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
});

/** What families say of texts that are missing, and of texts of others. A line a language. */
const aboutTexts: Readonly<Record<string, string>> = {
  en: 'you never send me messages about meetings|she never texts back|the teacher never messages us|i never get any messages|nobody ever messages me again|dont ever let him walk home alone, message me',
  es: 'nunca me mandan mensajes|ustedes nunca mandan avisos de la escuela|la maestra ya nunca me escribió',
  'pt-BR': 'vocês nunca mandam mensagem|a professora nunca mais mandou mensagem',
  fr: "il ne veut plus de messages de ce garçon|vous n'envoyez jamais de messages|elle n'écrit plus ses devoirs s'il vous plaît aidez-la",
  pl: 'nigdy nie wysyłacie wiadomości|syn nigdy nie pisze wiadomości',
  ru: 'вы никогда не присылаете сообщения|учитель никогда не пишет сообщения',
  uk: 'ви ніколи не надсилаєте повідомлення',
  vi: 'cô không bao giờ nhắn tin cho tôi',
  ar: 'سبب عدم ارسال الرسائل؟|لماذا عدم ارسال رسائل عن الاجتماع',
  ur: 'میں میسج نہیں لے سکی|آپ کبھی میسج نہیں بھیجتے',
  hi: 'आप कभी मैसेज नहीं भेजते|मैं मैसेज नहीं देख पाई',
  bn: 'আপনারা কখনো মেসেজ দেন না',
  ko: '선생님은 문자를 안 보내세요|문자 보내는 거 그만하래요 애한테',
};

test.each(linesOf(aboutTexts))('talk about texts ends none: %s: %s', (language, text) => {
  expect(read(language, text).consent).not.toBe('opt_out');
});
