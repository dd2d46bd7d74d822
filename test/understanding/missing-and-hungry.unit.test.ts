import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { words } from './context.js';

const read = (homeLanguage: string, text: string) =>
  understand(words, text, { homeLanguage, districtLanguages: [...words.languages] });

/** By language: a child that is not where it should be, and a book that is not. */
const missing: readonly (readonly [string, string, string])[] = [
  ['en', 'My son has not come home and his phone is off', 'The library book has not come home yet'],
  [
    'es',
    'Mi hijo no ha llegado a la casa y su teléfono está apagado',
    'El libro de la biblioteca no ha llegado a la casa',
  ],
  [
    'fr',
    "Mon fils n'est pas rentré à la maison et son téléphone est éteint",
    "Le cahier rouge n'est pas encore arrivé à la maison",
  ],
  ['ht', 'Pitit gason m nan poko rantre lakay epi telefòn li fèmen', 'Liv bibliyotèk la poko rive lakay'],
  [
    'pt-BR',
    'Meu filho não voltou para casa e o celular dele está desligado',
    'O livro da biblioteca ainda não chegou em casa',
  ],
  ['ar', 'ابني لم يعد إلى البيت وهاتفه مغلق', 'كتاب المكتبة لم يصل إلى البيت بعد'],
  ['fa-AF', 'بچیم خانه نیامده و تلفونش خاموش است', 'کتاب کتابخانه هنوز خانه نرسیده'],
  ['ps', 'زوی مې کور ته نه دی راغلی او تلیفون یې بند دی', 'د کتابتون کتاب لا کور ته نه دی رارسېدلی'],
  ['ur', 'میرا بیٹا گھر نہیں آیا اور اس کا فون بند ہے', 'لائبریری کی کتاب ابھی تک گھر نہیں پہنچی'],
  ['hi', 'मेरा बेटा घर नहीं आया और उसका फोन बंद है', 'लाइब्रेरी की किताब अभी घर नहीं पहुँची'],
  ['bn', 'আমার ছেলে বাড়ি ফেরেনি আর ওর ফোন বন্ধ', 'লাইব্রেরির বই এখনো বাড়িতে পৌঁছায়নি'],
  ['zh-Hans', '我儿子还没回家，手机也关机了', '图书馆的书还没带回来'],
  ['zh-Hant', '我兒子還沒回家，手機也關機了', '圖書館的書還沒帶回來'],
  ['ko', '아들이 아직 집에 안 왔는데 핸드폰이 꺼져 있어요', '도서관 책이 아직 안 왔어요'],
  ['vi', 'Con trai tôi chưa về nhà mà điện thoại thì tắt máy', 'Sách thư viện chưa thấy đem về nhà'],
  ['ru', 'Сын не пришёл домой, телефон выключен', 'Библиотечная книга ещё не пришла'],
  ['uk', 'Син не прийшов додому, телефон вимкнений', 'Бібліотечна книжка ще не прийшла'],
  ['pl', 'Syn nie wrócił do domu, telefon wyłączony', 'Książka z biblioteki jeszcze nie przyszła'],
  ['tr', 'Oğlum eve gelmedi, telefonu kapalı', 'Kütüphane kitabı daha eve gelmedi'],
  [
    'so',
    'Wiilkaygu guriga ma imaan, taleefankiisuna wuu damsan yahay',
    'Buugga maktabadda weli guriga ma soo gaarin',
  ],
  ['sw', 'Mwanangu hajarudi nyumbani na simu yake imezimwa', 'Kitabu cha maktaba bado hakijafika nyumbani'],
  [
    'sq',
    'Djali nuk ka ardhur në shtëpi dhe telefonin e ka të fikur',
    'Libri i bibliotekës nuk ka ardhur ende',
  ],
];

/** By language: nothing to eat at home, and a child that does not eat for once. */
const hungry: readonly (readonly [string, string, string])[] = [
  [
    'en',
    'There is no food in the house and the kids went to bed hungry',
    'She did not finish her soup today, too much snack before',
  ],
  [
    'es',
    'No hay comida en la casa y los niños se durmieron con hambre',
    'Hoy no se acabó la sopa, comió galletas antes',
  ],
  [
    'fr',
    "Il n'y a plus rien à manger à la maison, les enfants ont faim depuis hier",
    "Elle n'a pas fini sa soupe, trop de goûter avant",
  ],
  [
    'ht',
    'Pa gen manje nan kay la, timoun yo kouche grangou',
    'Li pa fini soup li a jodi a, li te manje bonbon anvan',
  ],
  [
    'pt-BR',
    'Não tem comida em casa e as crianças dormiram com fome',
    'Hoje não terminou a sopa, comeu bolacha antes',
  ],
  ['ar', 'ما في أكل في البيت والأولاد ناموا جوعانين', 'لم تكمل حساءها اليوم، أكلت بسكويتا قبله'],
  [
    'fa-AF',
    'در خانه هیچ چیز برای خوردن نیست، طفل ها گشنه خواب شدند',
    'امروز شوربایش را خلاص نکرد، پیش از آن کلچه خورد',
  ],
  ['ps', 'په کور کې خواړه نشته، ماشومان وږي ویده شول', 'نن یې ښوروا پوره ونه خوړه، مخکې یې کلچه خوړلې وه'],
  ['ur', 'گھر میں کھانے کو کچھ نہیں، بچے بھوکے سو گئے', 'آج اس نے سوپ ختم نہیں کیا، پہلے بسکٹ کھا لیے تھے'],
  ['hi', 'घर में खाने को कुछ नहीं है, बच्चे भूखे सो गए', 'आज उसने सूप खत्म नहीं किया, पहले बिस्कुट खा लिए थे'],
  ['bn', 'ঘরে খাবার নেই, বাচ্চারা না খেয়ে ঘুমিয়েছে', 'আজ ও স্যুপ শেষ করেনি, আগে বিস্কুট খেয়েছে'],
  ['zh-Hans', '家里没有吃的了，孩子们饿着肚子睡的', '她今天汤没喝完，之前吃了饼干'],
  ['zh-Hant', '家裡沒有東西吃了，孩子們餓著肚子睡', '她今天湯沒喝完，之前吃了餅乾'],
  ['ko', '집에 먹을 게 없어서 아이들이 굶고 잤어요', '오늘은 과자를 먼저 먹어서 국을 남겼어요'],
  ['vi', 'Nhà không còn gì ăn, tụi nhỏ đi ngủ bụng đói', 'Bữa nay cháu ăn bánh trước nên không hết tô canh'],
  ['ru', 'Дома нечего есть, дети легли спать голодными', 'Сегодня суп не доела, наелась печенья'],
  ['uk', 'Вдома нічого їсти, діти лягли спати голодні', 'Сьогодні суп не доїла, наїлася печива'],
  ['pl', 'W domu nie ma co jeść, dzieci poszły spać głodne', 'Dziś nie dojadła zupy, najadła się ciastek'],
  ['tr', 'Evde yiyecek yok, çocuklar aç yattı', 'Bugün çorbasını bitirmedi, önce bisküvi yemiş'],
  [
    'so',
    'Guriga cunto ma taallo, carruurtu gaajo ayay ku seexdeen',
    'Maanta maraqii ma dhammayn, buskud bay hore u cuntay',
  ],
  ['sw', 'Hakuna chakula nyumbani, watoto wamelala njaa', 'Leo hakumaliza supu, alikula biskuti kwanza'],
  [
    'sq',
    "S'kemi asgjë për të ngrënë në shtëpi, fëmijët fjetën pa ngrënë",
    'Sot nuk e mbaroi supën, kishte ngrënë biskota më parë',
  ],
];

describe.each([
  ['a child that may be missing', missing],
  ['nothing to eat at home', hungry],
])('%s', (_, texts) => {
  test.each(texts)('%s: raises the alarm', (language, danger) => {
    expect(read(language, danger)).toMatchObject({ urgent: true, needsStaff: true });
  });

  test.each(texts)('%s: a small matter of the like raises none', (language, _danger, small) => {
    expect(read(language, small).urgent).toBe(false);
  });
});

test('says why, in words for staff to look up', () => {
  expect(read('en', 'My son has not come home and his phone is off').urgentKinds).toContain('missing');
  expect(read('en', 'There is no food in the house and the kids went to bed hungry').urgentKinds).toContain(
    'hunger',
  );
});
