import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

/** In a district that speaks every language, where most words could be taken for others. */
const readAmongAll = (homeLanguage: string, text: string): Understood =>
  understand(words, text, { homeLanguage, districtLanguages: words.languages });

/**
 * Texts with words of stopping, ending, leaving and cancelling in them that have nothing to do with the texting: a bus
 * that stops, a child that stops crying, a team, an appointment, the end of the year. A line a language.
 */
const aboutOtherThings: Readonly<Record<string, string>> = {
  en: "can you stop by tomorrow|which bus stop is it|he can't stop talking about it|she wants to quit the team|when is the end of the year|please cancel the appointment|cancel the field trip for her|he stopped doing his homework|tell him to stop hitting my son|when does school end|stop the bullying please|he quit soccer|remove the gum from her hair|take him off the lunch list|she is on a break until monday",
  es: '¿a qué hora para el autobús?|no puede parar de hablar de eso|quiere dejar el equipo|¿cuándo es el fin de año?|cancele la cita por favor|cancelar el paseo de mi hija|dejó de hacer la tarea|dígale que deje de pegarle a mi hijo|¿cuándo terminan las clases?|alto al bullying por favor|ya no quiere ir a la escuela|quítelo de la lista del lonche|el camión ya no para en mi calle|deje de llorar cuando lo recogí|ya no va a haber junta?',
  'pt-BR':
    'que horas o ônibus para aqui?|ele não para de falar disso|ela quer sair do time|quando é o fim do ano?|cancela a consulta por favor|cancelar o passeio dela|ele parou de fazer a lição|manda ele parar de bater no meu filho|quando acabam as aulas?|tira ele da lista do almoço|parou de chorar quando cheguei|ela não quer mais ir pra escola|o ponto de parada mudou|vai cancelar a reunião?|quer parar o judô',
  fr: "à quelle heure s'arrête le bus ?|il n'arrête pas d'en parler|elle veut quitter l'équipe|quand est la fin de l'année ?|annulez le rendez-vous s'il vous plaît|annuler la sortie pour ma fille|il a arrêté de faire ses devoirs|dites-lui d'arrêter de frapper mon fils|quand finit l'école ?|enlevez-le de la liste de la cantine|elle a arrêté de pleurer|il ne veut plus aller à l'école|l'arrêt de bus a changé|la réunion est annulée ?|il arrête le foot",
  ht: 'ki lè bis la kanpe?|li pa ka sispann pale de sa|li vle kite ekip la|ki lè fen ane a ye?|anile randevou a tanpri|anile pwomnad la pou pitit mwen|li sispann fè devwa|di l sispann bat pitit mwen|ki lè lekòl fini?|retire l nan lis manje a|li sispann kriye|li pa vle al lekòl ankò|estasyon bis la chanje|eske reyinyon an anile?|li kite foutbòl',
  vi: 'mấy giờ xe buýt dừng ở đây?|cháu không ngừng nói về chuyện đó|cháu muốn nghỉ đội bóng|khi nào hết năm học?|huỷ cuộc hẹn giúp tôi|huỷ chuyến dã ngoại cho cháu|cháu ngừng làm bài tập|bảo bạn ấy đừng đánh con tôi nữa|khi nào tan học?|bỏ cháu khỏi danh sách ăn trưa|cháu nín khóc rồi|cháu không muốn đi học nữa|trạm dừng xe buýt đổi rồi|cuộc họp bị huỷ à?|cháu thôi học võ',
  pl: 'o której zatrzymuje się autobus?|nie może przestać o tym mówić|chce odejść z drużyny|kiedy jest koniec roku?|proszę odwołać wizytę|odwołać wycieczkę dla córki|przestał odrabiać lekcje|proszę mu powiedzieć żeby przestał bić syna|kiedy kończy się szkoła?|proszę wypisać go z obiadów|przestała płakać|nie chce już chodzić do szkoły|przystanek jest gdzie indziej|zebranie odwołane?|rezygnuje z piłki',
  sq: 'në ç’orë ndalon autobusi?|nuk pushon së foluri për të|do të largohet nga ekipi|kur është fundi i vitit?|anuloni takimin ju lutem|anuloni ekskursionin për vajzën|ka pushuar së bëri detyrat|thuajini të mos e rrahë djalin tim|kur mbaron shkolla?|hiqeni nga lista e drekës|pushoi së qari|nuk do të shkojë më në shkollë|stacioni i autobusit ka ndryshuar|a u anulua mbledhja?|e la futbollin',
  so: 'goorma ayuu basku istaagaa?|kama joogsan karo ka hadalkeeda|wuxuu rabaa inuu kooxda ka baxo|goorma waa dhammaadka sanadka?|fadlan ballanta baaji|dalxiiska u jooji gabadhayda|wuu joojiyay shaqada guriga|u sheeg inuu joojiyo garaacista wiilkayga|goorma dugsigu dhammaadaa?|ka saar liiska qadada|oohinta way joojisay|ma rabo inuu dugsiga aado|joogsiga baska waa la beddelay|kulanka ma la baajiyay?|kubbadda wuu ka haray',
  sw: 'basi linasimama saa ngapi?|haachi kuongea kuhusu hilo|anataka kuacha timu|mwisho wa mwaka ni lini?|futa miadi tafadhali|ghairi safari ya binti yangu|ameacha kufanya kazi ya nyumbani|mwambie aache kumpiga mwanangu|shule inafunga lini?|mtoe kwenye orodha ya chakula|aliacha kulia|hataki tena kwenda shule|kituo cha basi kimebadilika|mkutano umeahirishwa?|ameacha mpira',
  tr: 'otobüs saat kaçta duruyor?|bunu konuşmayı bırakamıyor|takımı bırakmak istiyor|yıl sonu ne zaman?|randevuyu iptal edin lütfen|kızım için geziyi iptal edin|ödev yapmayı bıraktı|söyleyin oğluma vurmayı bıraksın|okul ne zaman bitiyor?|yemek listesinden çıkarın|ağlamayı kesti|artık okula gitmek istemiyor|durak değişti|toplantı iptal mi?|futbolu bıraktı',
  ru: 'во сколько останавливается автобус?|он не может перестать об этом говорить|она хочет уйти из команды|когда конец года?|отмените приём пожалуйста|отмените экскурсию для дочки|он перестал делать уроки|скажите ему чтобы перестал бить моего сына|когда заканчивается школа?|уберите его из списка на обед|она перестала плакать|он больше не хочет ходить в школу|остановка теперь в другом месте|собрание отменили?|бросил футбол',
  uk: 'о котрій зупиняється автобус?|він не може перестати про це говорити|вона хоче піти з команди|коли кінець року?|скасуйте прийом будь ласка|скасуйте екскурсію для доньки|він перестав робити уроки|скажіть йому хай перестане бити мого сина|коли закінчується школа?|приберіть його зі списку на обід|вона перестала плакати|він більше не хоче ходити до школи|зупинка тепер в іншому місці|збори скасували?|кинув футбол',
  ar: 'متى يتوقف الباص؟|لا يتوقف عن الحديث عنه|تريد ترك الفريق|متى نهاية السنة؟|الغوا الموعد من فضلكم|الغوا الرحلة لبنتي|توقف عن عمل الواجب|قولوا له يتوقف عن ضرب ابني|متى تنتهي المدرسة؟|شيلوه من قائمة الغداء|توقفت عن البكاء|ما عاد بده يروح عالمدرسة|موقف الباص تغير|هل ألغي الاجتماع؟|ترك كرة القدم',
  ur: 'بس کس وقت رکتی ہے؟|وہ اس کی بات کرنا بند نہیں کرتا|وہ ٹیم چھوڑنا چاہتی ہے|سال کا اختتام کب ہے؟|ملاقات منسوخ کر دیں|بیٹی کے لیے ٹرپ کینسل کر دیں|اس نے ہوم ورک کرنا چھوڑ دیا|اسے کہیں میرے بیٹے کو مارنا بند کرے|سکول کب ختم ہوتا ہے؟|اسے لنچ کی لسٹ سے نکال دیں|اس نے رونا بند کر دیا|وہ اب سکول نہیں جانا چاہتا|بس اسٹاپ بدل گیا|میٹنگ کینسل ہے؟|کرکٹ چھوڑ دی',
  ps: 'بس څو بجې درېږي؟|د هغې له خبرو نه درېږي|غواړي ټیم پرېږدي|د کال پای کله دی؟|ملاقات لغوه کړئ|د لور لپاره مې سیاحت لغوه کړئ|کورنۍ دنده یې پرېښې|ورته ووایئ چې زما زوی وهل بس کړي|ښوونځی کله خلاصېږي؟|د ډوډۍ له لېست یې وباسئ|ژړا یې بس کړه|نور ښوونځي ته نه ځي|د بس تمځای بدل شوی|غونډه لغوه ده؟|فوټبال یې پرېښود',
  'fa-AF':
    'بس چند بجه ایستاد میشود؟|از گپ زدن در موردش بس نمیکند|میخواهد تیم را ایلا کند|آخر سال کی است؟|ملاقات را لغو کنید لطفا|سفر را برای دخترم لغو کنید|کارخانگی را ایلا کرده|بگویید پسرم را نزند|مکتب چی وقت خلاص میشود؟|نامش را از لست نان بکشید|گریه را بس کرد|دیگر مکتب رفتن نمیخواهد|ایستگاه بس بدل شده|جلسه لغو شد؟|فوتبال را ایلا کرد',
  bn: 'বাস কখন থামে?|সে এটা নিয়ে কথা বলা থামায় না|সে দল ছাড়তে চায়|বছরের শেষ কবে?|অ্যাপয়েন্টমেন্ট বাতিল করেন|মেয়ের জন্য পিকনিক বাতিল করেন|সে হোমওয়ার্ক করা বন্ধ করে দিয়েছে|ওকে বলেন আমার ছেলেকে মারা বন্ধ করতে|স্কুল কখন শেষ হয়?|লাঞ্চের লিস্ট থেকে ওর নাম কাটেন|কান্না বন্ধ করেছে|আর স্কুলে যেতে চায় না|বাস স্টপ বদলেছে|মিটিং কি বাতিল?|ফুটবল ছেড়ে দিয়েছে',
  hi: 'बस कितने बजे रुकती है?|वो इसके बारे में बात करना बंद नहीं करता|वो टीम छोड़ना चाहती है|साल का अंत कब है?|अपॉइंटमेंट रद्द कर दीजिए|बेटी के लिए ट्रिप कैंसिल कर दीजिए|उसने होमवर्क करना छोड़ दिया|उसे कहो मेरे बेटे को मारना बंद करे|स्कूल कब खत्म होता है?|उसे लंच की लिस्ट से हटा दीजिए|उसने रोना बंद कर दिया|वो अब स्कूल नहीं जाना चाहता|बस स्टॉप बदल गया|मीटिंग कैंसिल है?|क्रिकेट छोड़ दिया',
  'zh-Hans':
    '校车几点停这里？|他说个不停|她想退出球队|学年什么时候结束？|请取消预约|取消我女儿的春游|他不写作业了|叫他别再打我儿子|学校几点放学？|把他从午餐名单里去掉|她不哭了|他不想上学了|车站换地方了|家长会取消了吗？|他不踢足球了',
  'zh-Hant':
    '校車幾點停這裡？|他說個不停|她想退出球隊|學年什麼時候結束？|請取消預約|取消我女兒的旅行|他不寫功課了|叫他別再打我兒子|學校幾點放學？|把他從午餐名單裡去掉|她不哭了|他不想上學了|車站換地方了|家長會取消了嗎？|他不踢足球了',
  ko: '배구 명단에서 서연이 빼 주세요|대기 명단에서 우리 아이 빼 주세요|수영 명단에서 지워 주세요|버스가 몇 시에 서나요?|그 얘기를 멈추지 않아요|팀을 그만두고 싶대요|학년 말이 언제예요?|상담 약속 취소해 주세요|딸 소풍 취소해 주세요|숙제를 안 하기 시작했어요|우리 아들 그만 때리라고 해 주세요|학교가 언제 끝나요?|급식 명단에서 빼 주세요|울음을 그쳤어요|이제 학교에 가기 싫대요|정류장이 바뀌었어요|회의가 취소됐나요?|축구를 그만뒀어요',
};

const texts = Object.entries(aboutOtherThings).flatMap(([language, lines]) =>
  lines.split('|').map((text) => [language, text] as const),
);

describe('what is stopped, cancelled or left is not always the texting', () => {
  test('the texts cover every language', () => {
    expect(words.languages.filter((code) => !(code in aboutOtherThings))).toEqual([]);
  });

  test.each(texts)('%s: %s', (language, text) => {
    expect(readAmongAll(language, text).consent).not.toBe('opt_out');
  });

  test.each(texts)('%s, without marks and accents: %s', (language, text) => {
    const bare = text
      .replace(/[?？؟¿]/gu, '')
      .normalize('NFD')
      .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
      .normalize('NFC');
    expect(readAmongAll(language, bare).consent).not.toBe('opt_out');
  });
});

/** Somebody else is to leave the list, which ends nothing for the one who writes. */
const othersOffTheList: readonly (readonly [string, string])[] = [
  ['en', 'remove his father from the contact list'],
  ['es', 'borren al papá de la lista de contactos'],
  ['pt-BR', 'tira o pai dele da lista de contatos'],
  ['fr', 'enlevez son père de la liste des contacts'],
  ['ht', 'Wete mari m nan kontak, nou divòse'],
  ['ht', 'retire manman l nan kontak yo'],
  ['ru', 'уберите его отца из списка контактов'],
  ['uk', 'приберіть його тата зі списку контактів'],
  ['pl', 'proszę usunąć męża z listy kontaktów'],
  ['sq', 'hiqeni burrin tim nga lista e kontakteve'],
  ['tr', 'eşimi kişi listesinden çıkarın'],
  ['ar', 'احذفوا ابوه من قائمة الاتصال'],
  ['fa-AF', 'پدرش را از لیست تماس بکشید'],
  ['ps', 'پلار یې د اړیکو له لیسته لرې کړئ'],
  ['ur', 'اس کے ابو کو رابطہ لسٹ سے نکال دیں'],
  ['hi', 'उसके पापा को संपर्क सूची से हटा दीजिए'],
  ['bn', 'ওর বাবাকে যোগাযোগের তালিকা থেকে বাদ দিন'],
  ['so', 'aabihii ka saar liiska xiriirka'],
  ['sw', 'mwondoeni baba yake kwenye orodha ya mawasiliano'],
  ['vi', 'xóa ba cháu khỏi danh sách liên lạc'],
  ['zh-Hans', '请把他爸爸从联系名单里删掉'],
  ['zh-Hant', '請把他爸爸從聯絡名單刪掉'],
  ['ko', '애 아빠를 연락처 명단에서 빼 주세요'],
];

test.each(othersOffTheList)(
  'who takes another off the list stays, and a person sees it: %s: %s',
  (language, text) => {
    const understood = readAmongAll(language, text);
    expect(understood.consent).not.toBe('opt_out');
    expect(understood.needsStaff).toBe(true);
  },
);

/** The family leaves an outing, and not the texts. */
const offTheTrip: readonly (readonly [string, string])[] = [
  ['en', 'cross us off the trip, we are leaving'],
  ['es', 'quítenos del paseo al zoológico'],
  ['pt-BR', 'tira a gente do passeio do zoológico'],
  ['fr', 'retirez-nous de la sortie au zoo'],
  ['ht', 'retire nou nan vwayaj zoo a'],
  ['ru', 'вычеркните нас из поездки в зоопарк, уезжаем'],
  ['ru', 'вычеркните меня из поездки'],
  ['ru', 'вычеркните нас с концерта'],
  ['ru', 'уберите нас из маршрута автобуса'],
  ['uk', 'викресліть нас з поїздки в зоопарк'],
  ['pl', 'wypiszcie nas z wycieczki do zoo'],
  ['sq', 'na hiqni nga ekskursioni'],
  ['tr', 'bizi geziden çıkarın'],
  ['ar', 'شيلونا من رحلة حديقة الحيوان'],
  ['fa-AF', 'نام ما را از سیر علمی خط بزنین'],
  ['ps', 'موږ د سفر له لېسته وباسئ'],
  ['ur', 'ہمیں ٹرپ سے نکال دیں'],
  ['hi', 'हमें ज़ू ट्रिप से हटा दीजिए'],
  ['bn', 'আমাদের চিড়িয়াখানার ট্রিপ থেকে বাদ দিন'],
  ['so', 'naga saara socdaalka'],
  ['sw', 'tuondoeni kwenye safari ya zoo'],
  ['vi', 'xóa tên em khỏi danh sách đi chơi'],
  ['zh-Hans', '把我们从动物园之行划掉'],
  ['zh-Hant', '把我們從旅行名單刪掉'],
  ['ko', '동물원 견학에서 저희 빼주세요'],
];

test.each(offTheTrip)(
  'who leaves an outing keeps the texts, and a person sees it: %s: %s',
  (language, text) => {
    const understood = readAmongAll(language, text);
    const isSureEnd = understood.consent === 'opt_out' && understood.consentCertainty === 'sure';
    expect(isSureEnd).toBe(false);
    expect(understood.needsStaff).toBe(true);
  },
);

test.each([
  ['ru', 'уберите нас из рассылки'],
  ['ru', 'уберите меня из базы'],
  ['ru', 'вычеркните нас из списка'],
  ['ru', 'вычеркните нас пожалуйста'],
])('who leaves the list leaves the texts: %s: %s', (language, text) => {
  const understood = readAmongAll(language, text);
  expect(understood.consent).toBe('opt_out');
});
