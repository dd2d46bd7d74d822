import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { words } from './context.js';

/**
 * What families tell of texts without wishing any end of them: one that never came, was cut, was deleted by mistake, is
 * somebody else's; and other things that are not to be sent. A line a language.
 */
const told: Readonly<Record<string, string>> = {
  en: "no message came|got no text today|I didn't get any message|no messages about the trip|I don't get your messages anymore|the texts stopped coming|I deleted the message by mistake|your text got cut off|there was no message from the teacher|she doesn't have messages on her phone|I can't send messages with pictures|no text from the bus driver|I removed the message by accident|my phone stopped getting texts|never got the text about pickup|we haven't had a message since monday|the message disappeared|messages aren't coming through|I can't read texts at work, call me|don't send her home alone|my son erased all the texts|no message from you yesterday|the other mom won't stop texting me|please don't send homework on friday|can't text right now I'm driving",
  es: 'no llegó ningún mensaje|no recibí el mensaje|ya no me llegan los mensajes|no hay mensajes del paseo|borré el mensaje sin querer|el mensaje llegó cortado|no hubo mensaje de la maestra|mi teléfono ya no recibe mensajes|no puedo mandar mensajes con fotos|dejaron de llegar los mensajes|sin mensaje hoy de la escuela|nunca me llegó el texto de la salida|desde el lunes no hay mensajes|se me borró el mensaje|no me entran los mensajes|no puedo leer mensajes en el trabajo, llámeme|no la manden sola a la casa|mi hijo me borró todos los mensajes|ayer no hubo mensaje|otra mamá no deja de mandarme mensajes|no manden tarea el viernes por favor|no puedo textear estoy manejando',
  'pt-BR':
    'não chegou mensagem nenhuma|não recebi a mensagem|não estou recebendo mensagens|apaguei a mensagem sem querer|a mensagem veio cortada|não teve mensagem da professora|meu celular não recebe mais mensagem|parei de receber as mensagens|as mensagens pararam de chegar|sem mensagem hoje|nunca chegou o texto da saída|desde segunda não tem mensagem|a mensagem sumiu|não estão entrando as mensagens|não posso ler mensagem no trabalho, me liga|não manda ela sozinha pra casa|meu filho apagou todas as mensagens|ontem não teve mensagem|outra mãe não para de me mandar mensagem|não mandem lição na sexta por favor|não posso mandar mensagem agora tô dirigindo',
  fr: "aucun message n'est arrivé|je n'ai pas reçu le message|je ne reçois plus les messages|pas de message de la maîtresse aujourd'hui|j'ai effacé le message par erreur|le message est coupé|il n'y a pas eu de message pour la sortie|mon téléphone ne reçoit plus les sms|les messages n'arrivent plus|pas reçu de sms|je n'ai jamais eu le sms pour la sortie|depuis lundi il n'y a plus de message|le message a disparu|les messages ne passent pas|je ne peux pas lire les messages au travail, appelez|ne l'envoyez pas seule à la maison|mon fils a effacé tous les messages|hier pas de message|une autre maman n'arrête pas de m'envoyer des messages|n'envoyez pas de devoirs vendredi svp|je ne peux pas écrire là je conduis",
  ht: 'mesaj la pa rive|m pa resevwa mesaj la|m pa jwenn okenn mesaj|m pa resevwa mesaj yo ankò|pa gen mesaj sou pwomnad la|m efase mesaj la pa erè|mesaj la koupe|telefòn mwen pa ka resevwa mesaj|mesaj yo sispann vini|pa gen mesaj jodi a|m pa janm jwenn tèks pou soti a|depi lendi pa gen mesaj|mesaj la disparèt|mesaj yo pa pase|m pa ka li mesaj nan travay, rele m|pa voye l lakay pou kont li|pitit mwen efase tout mesaj yo|yè pa t gen mesaj|yon lòt manman pa sispann voye mesaj ban mwen|pa voye devwa vandredi tanpri|m pa ka ekri kounya m ap kondui',
  vi: 'không có tin nhắn nào|tôi không nhận được tin nhắn|không thấy tin nhắn về chuyến đi|tôi lỡ xoá tin nhắn rồi|tin nhắn bị cắt mất|tôi không còn nhận được tin nhắn nữa|điện thoại tôi không nhận được tin nhắn|hôm nay không có tin nhắn|cô chưa gửi tin nhắn|tôi chưa bao giờ nhận tin về giờ đón|từ thứ hai không có tin nhắn nào|tin nhắn biến mất rồi|tin nhắn không vào máy|ở chỗ làm tôi không đọc tin nhắn được, gọi cho tôi|đừng cho bé về một mình|con tôi xoá hết tin nhắn|hôm qua không có tin nhắn|một phụ huynh khác cứ nhắn tin cho tôi hoài|xin đừng giao bài tập thứ sáu|tôi đang lái xe không nhắn được',
  'zh-Hans':
    '没有收到短信|没收到消息|短信没来|今天没有短信|我不小心删了短信|短信被截断了|我收不到短信了|手机不能收短信|没有春游的消息|老师没发短信|接送的短信我从来没收到|从周一起就没有短信了|短信不见了|短信进不来|上班不能看短信，请打电话|别让她一个人回家|儿子把短信都删了|昨天没有短信|有个家长一直给我发短信|周五请不要留作业|开车呢不方便发短信',
  'zh-Hant':
    '沒有收到簡訊|沒收到訊息|簡訊沒來|今天沒有簡訊|我不小心刪了簡訊|簡訊被截斷了|我收不到簡訊了|手機不能收簡訊|沒有校外教學的訊息|老師沒傳訊息|接送的簡訊我從來沒收到|從週一起就沒有簡訊了|簡訊不見了|簡訊進不來|上班不能看簡訊，請打電話|別讓她一個人回家|兒子把簡訊都刪了|昨天沒有簡訊|有個家長一直傳簡訊給我|週五請不要出功課|開車中不方便傳簡訊',
  ko: '문자가 안 왔어요|문자를 못 받았어요|오늘 문자가 없어요|문자를 실수로 지웠어요|문자가 잘렸어요|이제 문자가 안 와요|전화기가 문자를 못 받아요|소풍 문자가 없었어요|선생님이 문자를 안 보내셨어요|문자가 끊겼어요|하교 문자를 한 번도 못 받았어요|월요일부터 문자가 없어요|문자가 사라졌어요|문자가 안 들어와요|회사에서 문자를 못 봐요 전화 주세요|혼자 집에 보내지 마세요|아들이 문자를 다 지웠어요|어제는 문자가 없었어요|다른 엄마가 자꾸 문자를 보내요|금요일에는 숙제 내주지 마세요|운전 중이라 문자 못 해요',
  ar: 'ما وصلتني رسالة|لم تصلني أي رسالة|ما في رسالة اليوم|ما عم توصلني الرسائل|مسحت الرسالة بالغلط|الرسالة مقطوعة|لا توجد رسالة عن الرحلة|تلفوني ما بيستقبل رسائل|وقفت توصلني الرسائل|مفيش رسالة جت|عمري ما وصلني مسج عن الخروج|من الاثنين ما في رسائل|الرسالة اختفت|الرسائل ما عم تدخل|ما بقدر اقرأ الرسائل بالشغل اتصلوا فيي|لا ترسلوها لحالها عالبيت|ابني مسح كل الرسائل|مبارح ما كان في رسالة|ام تانية عم تضل تبعتلي رسائل|لا تعطوا واجب الجمعة لو سمحتم|ما بقدر اكتب هلا عم سوق',
  'fa-AF':
    'پیام نیامد|هیچ پیامی نیامد|پیام را نگرفتم|امروز پیام نیست|پیام را اشتباهی پاک کردم|پیام نصفه آمد|دیگر پیام نمی آید|تلفونم پیام نمیگیرد|در مورد سفر پیام نبود|معلم پیام نفرستاد|مسج نامد|هیچ وقت مسج رخصتی نرسید|از دوشنبه پیام نیست|پیام گم شد|پیام ها داخل نمی شود|سر کار پیام خوانده نمیتوانم زنگ بزنید|تنها خانه روانش نکنید|بچه ام همه پیام ها را پاک کرد|دیروز پیام نبود|یک مادر دیگر پشت هم پیام میدهد|جمعه کارخانگی ندهید لطفا|حالا موتر میرانم نوشته نمیتوانم',
  ps: 'پیغام رانغی|هیڅ پیغام رانغی|پیغام مې ترلاسه نه کړ|نن پیغام نشته|پیغام مې په غلطۍ پاک کړ|پیغام نیم راغلی|نور پیغامونه نه راځي|ټیلیفون مې پیغام نه اخلي|د سفر پیغام نه و|ښوونکي پیغام راونه لیږه|د رخصتۍ پیغام هېڅکله راونه رسېد|له دوشنبې راهیسې پیغام نشته|پیغام ورک شو|پیغامونه نه داخلېږي|په کار کې پیغام نشم لوستلی زنګ ووهئ|یوازې یې کور ته مه لېږئ|زوی مې ټول پیغامونه پاک کړل|پرون پیغام نه و|بله مور راته پیغامونه رالېږي|جمعه کورنۍ دنده مه ورکوئ|اوس موټر چلوم لیکلی نشم',
  ur: 'میسج نہیں آیا|مجھے میسج نہیں ملا|کوئی میسج نہیں ہے|ٹرپ کا میسج نہیں آیا|میں نے غلطی سے میسج ڈیلیٹ کر دیا|میسج آدھا آیا|اب میسج نہیں آتے|میرا فون میسج نہیں لے رہا|ٹیچر نے میسج نہیں کیا|میسج نہیں کھل رہا|msg nahi aya|میسج نہیں پڑھا ابھی|چھٹی کا میسج کبھی نہیں ملا|پیر سے کوئی میسج نہیں|میسج غائب ہو گیا|میسج نہیں آ رہے|کام پر میسج نہیں پڑھ سکتی کال کریں|اسے اکیلی گھر مت بھیجنا|بیٹے نے سارے میسج ڈیلیٹ کر دیے|کل کوئی میسج نہیں تھا|ایک اور ماں مجھے میسج کرتی رہتی ہے|جمعے کو ہوم ورک مت دیں|گاڑی چلا رہا ہوں میسج نہیں کر سکتا',
  hi: 'मैसेज नहीं आया|मुझे मैसेज नहीं मिला|कोई मैसेज नहीं है|ट्रिप का मैसेज नहीं आया|मैंने गलती से मैसेज डिलीट कर दिया|मैसेज आधा आया|अब मैसेज नहीं आते|मेरा फोन मैसेज नहीं ले रहा|टीचर ने मैसेज नहीं किया|मैसेज नहीं खुल रहा|msg nahi aaya|मैसेज नहीं पढ़ा अभी|छुट्टी का मैसेज कभी नहीं मिला|सोमवार से कोई मैसेज नहीं|मैसेज गायब हो गया|मैसेज नहीं आ रहे|काम पर मैसेज नहीं पढ़ सकती कॉल करें|उसे अकेली घर मत भेजना|बेटे ने सारे मैसेज डिलीट कर दिए|कल कोई मैसेज नहीं था|एक और मम्मी मुझे मैसेज करती रहती है|शुक्रवार को होमवर्क मत दीजिए|गाड़ी चला रहा हूँ मैसेज नहीं कर सकता',
  bn: 'মেসেজ আসেনি|মেসেজ পাইনি|কোনো মেসেজ নেই|মেসেজ আসে নাই|ভুল করে মেসেজ ডিলিট করে ফেলেছি|মেসেজ অর্ধেক এসেছে|এখন আর মেসেজ আসে না|আমার ফোনে মেসেজ আসে না|পিকনিকের মেসেজ পাই নাই|টিচার মেসেজ দেয় নাই|মেসেজ খুলছে না|আর মেসেজ পাচ্ছি না|ছুটির মেসেজ কখনো পাইনি|সোমবার থেকে মেসেজ নাই|মেসেজটা হারায় গেছে|মেসেজ ঢুকতেছে না|কাজে মেসেজ পড়তে পারি না কল দিয়েন|ওকে একা বাড়ি পাঠাবেন না|ছেলে সব মেসেজ মুছে দিছে|গতকাল মেসেজ ছিল না|আরেকজন মা আমাকে মেসেজ দিতেই থাকে|শুক্রবার হোমওয়ার্ক দিয়েন না|গাড়ি চালাইতেছি মেসেজ দিতে পারব না',
  ru: 'сообщение не пришло|смс не было|я не получил сообщение|сообщений больше не приходит|случайно удалил сообщение|смс обрезано|нет сообщений про экскурсию|телефон не принимает смс|учитель не прислал смс|сегодня без смс|нет смс|смс про выход так и не пришла|с понедельника нет сообщений|сообщение пропало|сообщения не проходят|на работе не могу читать смс, звоните|не отправляйте её одну домой|сын удалил все сообщения|вчера не было смс|другая мама постоянно пишет мне сообщения|не задавайте уроки на пятницу|за рулём не могу писать',
  uk: "повідомлення не прийшло|смс не було|я не отримав повідомлення|повідомлень більше не приходить|випадково видалив повідомлення|смс обрізане|немає повідомлень про екскурсію|телефон не приймає смс|вчитель не надіслав смс|сьогодні без смс|нема смс|смс про вихід так і не прийшла|з понеділка нема повідомлень|повідомлення зникло|повідомлення не проходять|на роботі не можу читати смс, дзвоніть|не відправляйте її саму додому|син видалив усі повідомлення|вчора не було смс|інша мама постійно пише мені повідомлення|не задавайте уроки на п'ятницу|за кермом не можу писати",
  pl: 'wiadomość nie przyszła|nie było smsa|nie dostałam wiadomości|już nie przychodzą wiadomości|skasowałam wiadomość przez pomyłkę|sms jest ucięty|nie ma wiadomości o wycieczce|telefon nie odbiera smsów|pani nie wysłała smsa|brak smsa dzisiaj|żadnej wiadomości nie dostałam|smsa o odbiorze nigdy nie dostałam|od poniedziałku nie ma wiadomości|wiadomość zniknęła|wiadomości nie dochodzą|w pracy nie mogę czytać smsów, proszę dzwonić|proszę jej nie wysyłać samej do domu|syn skasował wszystkie wiadomości|wczoraj nie było smsa|inna mama ciągle pisze do mnie smsy|proszę nie zadawać na piątek|prowadzę nie mogę pisać',
  tr: 'mesaj gelmedi|mesajı almadım|bugün mesaj yok|artık mesaj gelmiyor|mesajı yanlışlıkla sildim|mesaj yarım geldi|gezi mesajı yok|telefonum mesaj almıyor|öğretmen mesaj atmadı|hiç mesaj gelmedi|mesaj açılmıyor|çıkış mesajı hiç gelmedi|pazartesiden beri mesaj yok|mesaj kayboldu|mesajlar düşmüyor|işte mesaj okuyamıyorum arayın|onu eve tek başına göndermeyin|oğlum bütün mesajları sildi|dün mesaj yoktu|başka bir anne sürekli mesaj atıyor|cuma ödev vermeyin lütfen|araba kullanıyorum yazamıyorum',
  sq: "mesazhi nuk erdhi|nuk e mora mesazhin|sot nuk ka mesazh|nuk më vijnë më mesazhet|e fshiva mesazhin gabimisht|mesazhi është i prerë|nuk ka mesazh për ekskursionin|telefoni nuk merr mesazhe|mësuesja nuk dërgoi mesazh|asnjë mesazh sot|s'ka ardhur mesazh|sms për daljen s'më erdhi kurrë|që nga e hëna s'ka mesazhe|mesazhi u zhduk|mesazhet nuk hyjnë|në punë s'lexoj dot mesazhe, telefononi|mos e dërgoni vetëm në shtëpi|djali i fshiu të gjitha mesazhet|dje nuk kishte mesazh|një nënë tjetër më dërgon mesazhe gjithë kohës|mos jepni detyra të premten|po ngas makinën s'shkruaj dot",
  sw: 'ujumbe haukufika|sikupata ujumbe|leo hakuna ujumbe|sipati tena ujumbe|nimefuta ujumbe kwa makosa|ujumbe umekatika|hakuna ujumbe kuhusu safari|simu yangu haipokei ujumbe|mwalimu hakutuma ujumbe|ujumbe haujafika|meseji haijaja|sikuwahi kupata ujumbe wa kutoka|tangu jumatatu hakuna ujumbe|ujumbe umepotea|ujumbe hauingii|kazini siwezi kusoma ujumbe, pigeni|msimtume peke yake nyumbani|mwanangu amefuta ujumbe wote|jana hakukuwa na ujumbe|mama mwingine ananitumia ujumbe kila mara|msitoe kazi ya nyumbani ijumaa|naendesha gari siwezi kuandika',
  so: "fariintu ma iman|fariin ma helin|maanta fariin ma jirto|fariimuhu iima imaanayaan hadda|fariinta si qalad ah baan u tirtiray|fariintu way go'day|fariin dalxiiska ku saabsan ma jirto|taleefankaygu fariin ma qabto|macallinku fariin ma soo dirin|wax fariin ah ma helin|fariinta bixitaanka weligeed iima iman|isniintii ilaa hadda fariin ma jirto|fariintu way luntay|fariimuhu ma soo galaan|shaqada fariin kuma akhrin karo, i soo wac|guriga keligeed ha u dirin|wiilkaygu fariimihii oo dhan wuu tirtiray|shalay fariin ma jirin|hooyo kale ayaa fariimo ii soo dirta|jimcaha shaqo guri ha siinina|gaari baan wadaa ma qori karo",
};

const texts = Object.entries(told).flatMap(([language, lines]) =>
  lines.split('|').map((text) => [language, text] as const),
);

test('texts are told of in every language', () => {
  expect(words.languages.filter((code) => !(code in told))).toEqual([]);
});

test.each(texts)('what is told of texts does not end them: %s: %s', (language, text) => {
  const context = { homeLanguage: language, districtLanguages: words.languages };
  expect(understand(words, text, context).consent).not.toBe('opt_out');
});

test('while who deletes the message and wants no more is heard', () => {
  const context = { homeLanguage: 'en', districtLanguages: words.languages };
  const understood = understand(words, 'I deleted your message, stop texting me', context);
  expect(understood.consent).toBe('opt_out');
});

test.each([
  ['en', 'resend that message i erased it'],
  ['fr', 'supprimez mon dernier message'],
  ['ht', 'efase mesaj m te voye a se te yon erè'],
  ['ps', 'پیغام مې پاک کړ'],
  ['es', 'borren el mensaje'],
])('to delete a message is no sure wish for no more of them: %s: %s', (language, text) => {
  const context = { homeLanguage: language, districtLanguages: words.languages };
  expect(understand(words, text, context).consent).not.toBe('opt_out');
});

test.each([
  ['en', 'remove me from these texts'],
  ['en', 'take me off the texts'],
  ['fr', 'supprimez moi de vos messages'],
  ['hi', 'मुझे मैसेज से हटा दो'],
])('who is to be taken off the texts gets no more: %s: %s', (language, text) => {
  const context = { homeLanguage: language, districtLanguages: words.languages };
  expect(understand(words, text, context)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
});
