import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

const read = (language: string, text: string): Understood =>
  understand(words, text, { homeLanguage: language, districtLanguages: [language, 'en'] });

/** What would end or lessen a family's texts without a person's look. */
const isObeyed = ({ consent, consentCertainty }: Understood): boolean =>
  consentCertainty === 'sure' && consent !== null && consent !== 'help' && consent !== 'opt_in';

/**
 * Of notices that did not come or are cut, of others who are to have none, of paper, of why they ended, of the child: none
 * of it wishes anything of the family's own texts. A line a language.
 */
const told: Readonly<Record<string, string>> = {
  en: 'the notification was cut off|why did you stop sending messages|did you stop the alerts|there were no messages this week|the notice never arrived|don’t send messages on paper|don’t send messages to my old number|please don’t send the alerts in English|don’t send me messages about sports|stop sending messages to my ex husband|wrong number on the flyer|you called the wrong mom this morning|the messages stop in the middle|I unsubscribed before, I want them again',
  es: 'no recibí ningún aviso|ya no me llegan recordatorios|no manden avisos en papel|no manden los avisos a mi número viejo|no me manden mensajes de deportes|antes cancelé los mensajes, ahora los quiero otra vez|el número de emergencia está equivocado en la tarjeta|llamaron a la mamá equivocada',
  'pt-BR':
    'não recebi nenhum aviso|não recebo mais notificações|não recebo mais e-mails|não mandem recados no papel|não mandem os avisos na mochila|não me mandem avisos da cantina|antes eu cancelei as mensagens, agora quero de novo',
  fr: "je ne reçois plus de notifications|pourquoi vous n'envoyez plus de rappels|n'envoyez pas les avis sur papier|n'envoyez pas les messages à mon ancien numéro|ne m'envoyez pas de messages sur le sport",
  ht: 'notifikasyon la koupe|m sispann resevwa notifikasyon|poukisa nou sispann voye mesaj|pa voye mesaj sou papye|pa voye mesaj sou ansyen nimewo m|m te retire non m anvan, kounye a m vle yo ankò',
  vi: 'tôi không nhận được thông báo nào|Nhà tôi không nhận được thông báo đi chơi|toi khong nhan duoc thong bao nao|thông báo bị cắt mất|sao trường không gửi thông báo nữa|đừng gửi tin nhắn vào số cũ của tôi|đừng gửi tôi tin nhắn về thể thao|đó không phải số của tôi trên thẻ, số tôi là 555 201 3344',
  'zh-Hans':
    '这周没有短信|为什么停止发通知|为什么不发消息了|不要发纸质通知|通知不要发给我前夫|不要发短信到我的旧号码|你们打错家长了|之前退订了，现在想从新收学校的短信',
  'zh-Hant': '為什麼停止傳通知|不要發紙本通知|簡訊不要傳給我前夫|不要傳通知到我的舊號碼|這週沒有簡訊',
  ko: '왜 알림을 안 보내세요|왜 문자를 안 보내세요|알림을 종이로 보내지 마세요|전남편에게 문자 보내지 마세요|전남편 번호를 지워 주세요|예전 번호로 문자 보내지 마세요',
  ar: 'لا ترسلوا الرسائل على ورق|لا ترسلوا الاشعارات لطليقي|لا ترسلوا الرسائل على رقمي القديم|لا ترسلوا لي رسائل عن الرياضة|لم يصلني اي اشعار',
  'fa-AF':
    'هیچ اطلاعیه نگرفتم|پیام با ایمیل روان نکنید|پیام به نمبر سابقم روان نکنید|پیام به پدرش روان نکنید|پیام را به شوهر سابقم روان نکنید',
  ps: 'خبرتیا په کاغذ مه رالېږئ|ولې نور پیغام نه رالېږئ|پیغام پلار ته یې مه لېږئ|هیڅ خبرتیا رانغله|بهر یې مه لېږئ تر څو ګچ خلاص شي',
  ur: 'کھانسی ٹھیک ہونے تک باہر نہ بھیجیں|پلستر اترنے تک باہر نہ بھیجیں|میسج کاغذ پر نہ بھیجیں|میسج میرے پرانے نمبر پر نہ بھیجیں|کھیل کے میسج نہ بھیجیں|کوئی نوٹیفکیشن نہیں ملا',
  hi: 'खांसी ठीक होने तक बाहर मत भेजिए|मैसेज कागज पर मत भेजिए|मैसेज दादी को मत भेजिए|खेल के मैसेज मत भेजिए|कोई नोटिफिकेशन नहीं मिला',
  bn: 'কাশি ভালো না হওয়া পর্যন্ত বাইরে পাঠাবেন না|মেসেজ কাগজে পাঠাবেন না|মেসেজ দাদিকে পাঠাবেন না|এই সপ্তাহে কোনো নোটিফিকেশন আসেনি|খেলার মেসেজ পাঠাবেন না',
  ru: 'мне больше не приходят письма|мне больше не приходят напоминания|не присылайте сообщения на бумаге|не присылайте смс на мой старый номер|не присылайте уведомления няне|вы позвонили не той маме',
  uk: 'мені більше не приходять нагадування|мені більше не приходять новини|не надсилайте повідомлення на папері|не надсилайте смс на мій старий номер|ви подзвонили не тій мамі',
  pl: 'nie dostałam żadnych powiadomień|proszę nie wysyłać smsów na papierze|proszę nie wysyłać wiadomości po angielsku|proszę nie wysyłać mi wiadomości o sporcie|proszę nie wysyłać powiadomień babci',
  tr: 'neden bildirim göndermeyi bıraktınız|duyuruları kağıtla göndermeyin|mesajları bakıcıya göndermeyin|öksürüğü geçene kadar dışarı göndermeyin|spor için mesaj göndermeyin',
  sq: 'nuk mora asnjë njoftim|mos dërgoni mesazhe në letër|mos dërgoni mesazhe në numrin tim të vjetër|mos dërgoni njoftime në anglisht|mos më dërgoni mesazhe për sportin',
  sw: 'wiki hii hakuna ujumbe|ujumbe uko kwa lugha nyingine|msimtumie mume wangu wa zamani ujumbe|ondoeni namba ya mume wangu wa zamani|msitume ujumbe kwa karatasi|namba ya baba yake kwenye kadi si sahihi',
  so: 'toddobaadkan fariin ma jirin|fadlan fariin mar kale soo dir|fariin lambarkaygii hore ha ku soo dirin|ogeysiis iima iman',
};

/** Beside them, what ends the texts for good is obeyed. A line a language. */
const meant: Readonly<Record<string, string>> = {
  en: 'I do not want to receive any notifications any more|no more alerts please|please stop sending me messages|stop sending me texts and emails|take me off your text list please',
  es: 'ya no quiero recibir avisos|no me manden más recordatorios por favor|soy la abuela, no me manden mensajes|dejen de mandarme avisos',
  'pt-BR': 'não quero mais avisos|não quero receber lembretes da escola|parem de me mandar mensagens',
  fr: 'je ne veux plus de notifications|ne m’envoyez plus de rappels|arrêtez de m’envoyer des sms',
  ht: 'mwen pa vle notifikasyon ankò|sispann voye tèks ban mwen|pa voye mesaj ban m ankò',
  vi: 'tôi không muốn nhận thông báo nào nữa|dung nhan tin cho toi nua|dung gui thong bao cho toi nua|ngừng gửi thông báo cho tôi',
  'zh-Hans': '我不想再收到任何通知|请不要再发通知给我|停止给我发短信',
  'zh-Hant': '我不想再收到任何通知|請不要再傳簡訊給我|停止傳通知給我',
  ko: '알림 더 이상 받고 싶지 않아요|문자 그만 보내세요|더 이상 문자 보내지 마세요',
  ar: 'لا اريد استلام اشعارات بعد الان|لا ترسلوا لي رسائل|وقفوا الرسايل',
  'fa-AF': 'دیگر پیام نمیخواهم|به من مسج روان نکنید|پیام فرستادن را بس کنید',
  ps: 'نور پیغام نه غواړم|ماته مسج مه رالېږئ|پیغامونه بند کړئ',
  ur: 'مجھے اب نوٹیفکیشن نہیں چاہیے|مجھے مزید میسج نہ بھیجیں|میسج بھیجنا بند کریں',
  hi: 'मुझे अब नोटिफिकेशन नहीं चाहिए|मुझे और मैसेज मत भेजिए|मैसेज भेजना बंद कीजिए',
  bn: 'আমি আর নোটিফিকেশন চাই না|আমাকে আর মেসেজ পাঠাবেন না|মেসেজ পাঠানো বন্ধ করুন',
  ru: 'я больше не хочу получать уведомления|не присылайте мне больше сообщения|мне не нужны ваши смс',
  uk: 'я більше не хочу отримувати сповіщення|не надсилайте мені більше повідомлення|мені не потрібні ваші смс',
  pl: 'nie chcę już dostawać powiadomień|proszę nie wysyłać mi więcej wiadomości|proszę mnie wypisać z powiadomień',
  tr: 'artık bildirim almak istemiyorum|bana bir daha mesaj göndermeyin|artık duyuru istemiyorum',
  sq: 'nuk dua të marr më njoftime|mos më dërgoni më mesazhe|ndaloni njoftimet',
  sw: 'sitaki kupata ujumbe tena|msinitumie tena meseji|acheni kunitumia ujumbe',
  so: 'ma rabo inaan ogeysiis dambe helo|fariin dambe ha ii soo dirina|jooji fariimaha',
};

const linesOf = (texts: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([language, lines]) =>
    lines.split('|').map((text) => [language, text] as const),
  );

test('notices are told of in every language', () => {
  expect(words.languages.filter((code) => !(code in told) || !(code in meant))).toEqual([]);
});

test.each(linesOf(told))('what is told of notices changes none: %s: %s', (language, text) => {
  expect(isObeyed(read(language, text))).toBe(false);
});

test.each(linesOf(meant))('while an end of them is obeyed: %s: %s', (language, text) => {
  expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
});

test.each(words.languages)(
  'the names of the texts stand in what tells of trouble with them: %s',
  (language) => {
    const trouble = words.words(language)?.patterns.trouble ?? [];
    expect(trouble.length).toBeGreaterThan(0);
    expect(trouble.filter(({ source }) => source.includes('<texts>'))).toEqual([]);
  },
);
