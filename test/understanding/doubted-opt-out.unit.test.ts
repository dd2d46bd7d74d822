import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

/** A line a language: who may unsubscribe, who would under a condition, and who wants somebody else told. */
const doubted: Readonly<Record<string, string>> = {
  en: 'maybe i will unsubscribe, not sure yet|if you text me at night again i will unsubscribe|he texts me during class, tell him to stop texting me',
  es: 'tal vez me doy de baja de los mensajes, no se todavia|si siguen escribiendo de noche me doy de baja de los mensajes|dígale que deje de mandarme mensajes en clase',
  'pt-BR':
    'talvez eu cancele as mensagens, ainda não sei|se vocês continuarem assim vou cancelar as mensagens|fala pra ele parar de me mandar mensagem na aula',
  fr: "peut-être que je vais me désabonner, je ne sais pas encore|si ça continue je me désabonne des messages|dites-lui d'arrêter de m'envoyer des messages en classe",
  ht: 'petèt m ap dezabòne m poko konnen|si sa kontinye m ap dezabòne nan mesaj yo|di l sispann voye mesaj ban mwen nan klas la',
  vi: 'có lẽ tôi sẽ huỷ nhận tin nhắn, chưa biết|nếu còn nhắn ban đêm tôi sẽ huỷ nhận tin nhắn|bảo nó ngừng nhắn tin cho tôi trong giờ học',
  pl: 'może wypiszę się z wiadomości, jeszcze nie wiem|jeśli tak dalej będzie wypiszę się z wiadomości|proszę mu powiedzieć żeby przestał pisać do mnie na lekcji',
  sq: 'ndoshta do çregjistrohem nga mesazhet, nuk e di|nëse vazhdon kështu do çregjistrohem nga mesazhet|thuaji të ndalojë mesazhet në orë të mësimit',
  so: 'laga yaabaa inaan ka baxo fariimaha, ma hubo|haddii aad sii wadaan waan ka baxayaa fariimaha|wuxuu iga soo diraa fariin xiisada dhexdeeda u sheeg inuu joojiyo',
  sw: 'labda nitajiondoa kwenye meseji, sina uhakika|kama mkiendelea hivi nitajiondoa kwenye meseji|mwambie aache kunitumia meseji darasani',
  tr: 'belki mesajlardan çıkarım, emin değilim|bir daha gece yazarsanız mesajlardan çıkmak istiyorum|ona söyleyin derste bana mesaj atmayı bıraksın',
  ru: 'может быть отпишусь от рассылки, не знаю|если так будет дальше я отпишусь от рассылки|скажите ему пусть перестанет слать мне смс на уроке',
  uk: 'можливо відпишусь від розсилки, не знаю|якщо і далі так буде то я відпишусь від вас всіх|скажіть йому хай перестане слати мені смс на уроці',
  ar: 'ربما الغي اشتراكي في الرسائل، ما بعرف|اذا بقيتوا هيك بدي الغي اشتراكي بالرسائل|قولوا له يوقف الرسائل في الحصة',
  ur: 'شاید میں میسج بند کروا دوں، پتہ نہیں|اگر رات کو میسج آیا تو میسج بند کروا دوں گا|اسے کہیں کلاس میں مجھے میسج بھیجنا بند کرے',
  ps: 'ښايي پیغامونه بند کړم، نه پوهېږم|که بیا د شپې پیغام راشي پیغامونه بندوم|ورته ووایئ چې په ټولګي کې ماته پیغامونه بند کړي',
  'fa-AF':
    'شاید پیام ها را بند کنم، نمیدانم|اگر باز شب پیام بیاید پیام ها را بند میکنم|برایش بگویین در صنف پیام روان نکند',
  bn: 'হয়তো মেসেজ বন্ধ করে দেব, জানি না|যদি রাতে আবার মেসেজ আসে মেসেজ বন্ধ করে দেব|ওকে বলেন ক্লাসে আমাকে মেসেজ পাঠানো বন্ধ করতে',
  hi: 'शायद मैसेज बंद करवा दूं, पता नहीं|अगर रात को फिर मैसेज आया तो मैसेज बंद करवा दूंगा|उसे कहिए क्लास में मुझे मैसेज भेजना बंद करे',
  'zh-Hans': '也许我会退订短信，还没想好|如果再半夜发短信我就退订|他上课一直给我发短信，叫他别再给我发短信了',
  'zh-Hant':
    '也許我會退訂簡訊，還沒想好|如果再半夜傳簡訊我就退訂|他上課一直傳簡訊給我，叫他不要再傳簡訊給我了',
  ko: '아마 수신거부 할 것 같은데 아직 모르겠어요|또 밤에 문자를 보내면 수신거부 하겠습니다|걔한테 수업 중에 문자 그만 보내라고 해 주세요',
};

const read = (homeLanguage: string, text: string): Understood =>
  understand(words, text, { homeLanguage, districtLanguages: words.languages });

const texts = Object.entries(doubted).flatMap(([language, lines]) =>
  lines.split('|').map((text) => [language, text] as const),
);

describe('who may want no more texts is not taken at their word', () => {
  test('the texts cover every language', () => {
    expect(words.languages.filter((code) => !(code in doubted))).toEqual([]);
  });

  test.each(texts)('%s: %s', (language, text) => {
    expect(read(language, text).consent).not.toBe('opt_out');
  });

  test.each(texts)('%s, without marks and accents: %s', (language, text) => {
    const bare = text
      .replace(/[,،，]/gu, '')
      .normalize('NFD')
      .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
      .normalize('NFC');
    expect(read(language, bare).consent).not.toBe('opt_out');
  });

  test.each([
    ['en', 'maybe unsubscribe me from these messages'],
    ['en', 'if you do not stop i will call the police, stop texting me'],
    ['ht', 'petèt m ap dezabòne m poko konnen'],
    ['uk', 'якщо і далі так буде то я відпишусь від вас всіх'],
    ['so', 'wuxuu iga soo diraa fariin xiisada dhexdeeda u sheeg inuu joojiyo'],
  ])('a person decides: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({
      consent: null,
      consentCertainty: 'possible',
      needsStaff: true,
    });
  });

  test.each([
    ['en', 'please stop texting me'],
    ['en', 'stop texting me from now on if possible'],
    ['en', 'STOP!!!'],
    ['en', 'We moved. STOP'],
    ['ru', 'отпишите меня пожалуйста от рассылки'],
    ['ru', 'можете удалить мой номер из рассылки'],
    ['fr', "arrêtez de m'envoyer des messages s'il vous plaît"],
    ['ar', 'لو سمحتم وقفوا الرسائل'],
    ['ko', '이제 문자 그만 보내주시면 감사하겠습니다'],
    ['ko', '문자 그만 보내주셨으면 합니다'],
    ['pl', 'jeśli można proszę nie wysyłać mi więcej wiadomości'],
    ['tr', 'mümkünse bana mesaj atmayın'],
    ['es', 'por favor ya no me manden mensajes'],
  ])('a courtesy is no doubt: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
  });
});

/** A line a language: not today, and not at night; then a plain end of the texts after a greeting that names the hour. */
const atTimes: Readonly<Record<string, readonly [today: string, atNight: string, forGood: string]>> = {
  en: ["please don't text me today", "don't text me at night", 'good evening please stop texting me'],
  es: [
    'hoy no me manden mensajes',
    'no me manden mensajes en la noche',
    'buenas noches ya no me manden mensajes',
  ],
  'pt-BR': [
    'não mandem mensagem hoje',
    'de noite não me mande mensagem',
    'boa noite não me mande mais mensagem',
  ],
  ru: ['сегодня не пишите мне', 'ночью не пишите мне сообщения', 'добрый вечер, больше не пишите мне'],
  uk: [
    'сьогодні не надсилайте повідомлень',
    'вночі не пишіть повідомлень',
    'добрий вечір не пишіть мені більше',
  ],
  so: [
    'maanta fariin ha ii soo dirin',
    'habeenkii fariin ha ii soo dirin',
    'subax wanaagsan fariin ha ii soo dirin mar dambe',
  ],
  sq: ['sot mos me shkruani', 'naten mos me dergoni mesazhe', 'mirembrema mos me dergoni mesazhe me'],
  sw: ['leo msinitumie meseji', 'usiku msinitumie ujumbe', 'habari za jioni naomba msinitumie ujumbe tena'],
  tr: ['bugün mesaj göndermeyin', 'gece mesaj göndermeyin', 'iyi akşamlar bana bir daha mesaj atmayın'],
  ur: ['آج میسج مت کریں', 'raat ko message mat bhejna', 'shab bakhair mujhe message mat bhejna'],
  vi: [
    'bữa nay đừng nhắn tin cho tôi',
    'ban đêm đừng nhắn tin cho tôi',
    'chào buổi tối, đừng nhắn tin cho tôi nữa',
  ],
  'zh-Hans': ['今天不要给我发短信', '晚上不要给我发短信', '晚上好 不要再给我发短信了'],
  'zh-Hant': ['今日唔好send訊息俾我', '夜晚唔好send訊息俾我', '晚安 不要再傳訊息給我'],
};

describe.each(Object.entries(atTimes))('no texts at a time, in %s', (home, [today, atNight, forGood]) => {
  const consentOf = (text: string): Understood['consent'] =>
    understand(words, text, { homeLanguage: home, districtLanguages: words.languages }).consent;

  test.each([today, atNight])('is no end of the texts: %s', (text) => {
    expect(consentOf(text)).not.toBe('opt_out');
  });

  test('is not meant by a greeting that names the hour', () => {
    expect(consentOf(forGood)).toBe('opt_out');
  });
});

describe('an end "from today on" is sure, unlike one for today', () => {
  test.each([
    ['en', 'from today on please do not text me', 'dont text me today'],
    ['es', 'a partir de hoy no me manden mas mensajes', 'hoy no me manden mensajes'],
    ['ar', 'لا اريد استلام رسائلكم بعد اليوم شكرا', 'لا ترسلوا لي رسائل اليوم'],
    ['ru', 'с сегодняшнего дня больше не пишите мне', 'сегодня не пишите мне'],
    ['vi', 'từ hôm nay đừng nhắn tin cho tôi nữa', 'hôm nay đừng nhắn tin cho tôi'],
    ['zh-Hans', '从今天起不要再给我发短信了', '今天不要给我发短信'],
  ])('%s', (homeLanguage, forGood, forToday) => {
    expect(read(homeLanguage, forGood)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
    expect(read(homeLanguage, forToday)).not.toMatchObject({ consent: 'opt_out' });
  });
});

test('a small word that is a day in another language names no day', () => {
  const sure = { consent: 'opt_out', consentCertainty: 'sure' };
  expect(
    read('fr', 'Bonjour, retirez mon numéro de votre liste, je ne souhaite plus recevoir vos messages'),
  ).toMatchObject(sure);
  expect(read('fr', 'je ne veux pas recevoir vos sms on monday')).not.toMatchObject(sure);
});
