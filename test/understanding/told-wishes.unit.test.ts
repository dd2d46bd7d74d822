import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

/** Wishes told in whole sentences, most of which name no texts: language, what is wished, and the texts. */
const told: readonly (readonly [language: string, kind: string, texts: string])[] = [
  ['ar', 'pause', 'مسافرين للحج، ابعتوا لما نرجع|ماتت خالتي، خلونا هالاسبوع من فضلكم|اسبوع وبنرجعلكم'],
  ['ar', 'opt_out', 'بنتي صارت بالجامعة وما في داعي توصلني شي|على هالتلفون ما بدي يوصلني شي'],
  [
    'ar',
    'wrong_number',
    'هالرقم اشتريته من شهر وما بعرف مين هو احمد، صاحبه القديم|انا عازب، كيف توصلني علامات ولد',
  ],
  ['fa-AF', 'pause', 'عمره میریم، باز هفته بعد روان کنین|فعلا نه، باز سر ماه'],
  ['fa-AF', 'opt_out', 'دخترم فارغ شد، دگه به کار ما نمیایه|به این شماره هیچ چیز نفرستین'],
  ['fa-AF', 'wrong_number', 'به این نام شاگرد در خانه ما نیست'],
  ['ps', 'pause', 'له اختر وروسته بیا ولیکئ|زما تره وفات شو، دا اونۍ مه'],
  ['ps', 'opt_out', 'لور مې فارغ شوه، دا نور په کار نه دي|دې نمبر ته دې هېڅ مه رالېږئ'],
  ['ur', 'pause', 'رمضان کے بعد پھر لکھیے گا|نانی فوت ہو گئیں، یہ ہفتہ رہنے دیں'],
  ['ur', 'opt_out', 'بیٹی کالج چلی گئی، اس سے ہمارا کیا تعلق|اس فون پر کچھ نہ بھیجیں'],
  ['ur', 'wrong_number', 'یہ حسن کا گھر نہیں ہے جی|میری تو شادی ہی نہیں ہوئی'],
  ['hi', 'pause', 'परीक्षा के बाद भेजिएगा, अभी समय नहीं|agle mahine se phir bhejna, abhi vyast hain'],
  ['hi', 'opt_out', 'बेटा यूनिवर्सिटी चला गया, ये हमारे किस काम का|इस मोबाइल पर कुछ न आए अब'],
  ['hi', 'fewer', 'एक दिन छोड़कर भेजिए तो ठीक रहेगा'],
  ['bn', 'pause', 'পরীক্ষার পরে আবার পাঠাবেন|ঈদের পরে আবার দিয়েন'],
  ['bn', 'opt_out', 'মেয়ে ভার্সিটিতে গেছে, আমাদের আর এসবের দরকার নেই|এই ফোনে আর কিছু পাঠাবেন না যেন'],
  ['zh-Hans', 'pause', '国庆忙,等我忙完再发吧|最近没心情看这些,过后再联系你们'],
  ['zh-Hans', 'opt_out', '女儿上大学了,这些都用不着啦|这个电话不要再来短信'],
  ['zh-Hant', 'pause', '等我坐完月子先再傳啦|近排冇心機睇呢啲'],
  ['zh-Hant', 'wrong_number', '我單身漢嚟㗎,邊有細路讀書|我唔係佢媽媽,你打錯喇'],
  ['ko', 'pause', '퇴원하면 다시 보내 주세요|다음 달부터 다시 부탁드립니다'],
  ['ko', 'opt_out', '딸은 벌써 대학생이라 이런 거 필요 없어요|제 번호 좀 지우세요'],
  ['so', 'pause', 'usbuuca dambe mar kale noo soo qora|markaan soo noqono sii wada'],
  ['so', 'opt_out', 'gabadhaydu way qalin jabisay, uma baahnin|wixii ka dambeeya uma baahnin, mahadsanidiin'],
  ['sw', 'pause', 'tuna msiba, tuendelee wiki ijayo|mwanze tena mwezi wa tano'],
  ['sw', 'opt_out', 'binti alimaliza shule, hizi habari si zetu|tunaomba mtupumzishe kabisa'],
];

/** Texts with such words in which nothing is wished of the texting, a line a language. */
const lookAlikes: Readonly<Record<string, string>> = {
  ar: 'مسافرين للحج، بدنا ورقة الغياب لما نرجع|خلوها عندكم لين اجي اخذها|حذاؤه مقاسه غلط|بعد العيد رجعنا نقرا|عمه عازب وساكن معنا',
  'fa-AF':
    'کابل میریم، وقتی آمدیم فورمه را روان کنین|بوت هایش نمبر غلط است|باز خواندن را شروع کردیم|خاله اش مجرد است',
  ps: 'له اختر وروسته بیا کتاب راولېږئ|د بوټ نمبر یې غلط دی|بیا مو لوستل شروع کړل|لور مې فارغ شوه او خوشحاله ده',
  ur: 'عید کے بعد پھر فارم بھیجیے گا|جوتے کا نمبر غلط ہے|دوبارہ پڑھنا شروع کر دیا اس نے|نانا کا انتقال ہوا، بچہ اس ہفتے نہیں آئے گا|میری بہن کی شادی نہیں ہوئی',
  hi: 'छुट्टी के बाद बच्चे को भेजना है|जूते का नंबर गलत था|उसने फिर से पढ़ना शुरू किया|एक दिन छोड़कर दवा देनी है|मेरी बहन की शादी नहीं हुई',
  bn: 'মাস শেষে আবার ফর্ম পাঠাবেন|জুতার নম্বর ভুল ছিল|আবার পড়া শুরু করেছে|স্কুল খুললে আবার ক্লাস শুরু করবেন',
  'zh-Hans':
    '等我下班再发给老师|下周再发一份表格给我|鞋子号码买错了|他又开始看书了|老人住院,这几天没空接孩子',
  'zh-Hant':
    '等我放工再send相畀老師|過完年再傳照片給你們|對鞋碼數買錯咗|我轉咗電話,呢個係新號碼|下星期再傳一張請假單',
  ko: '개학하면 다시 버스 부탁드려요|신발 치수가 안 맞아요|다시 읽기 시작했어요|큰애는 졸업했어요 동생만 다녀요|간식은 됐어요 그만 보내세요',
  so: 'kabaha lambarkooda waa khaldan yahay|mar kale ayuu akhrinta bilaabay|bisha dambe mar kale safar ayaan galaynaa|dugsi kale ayuu ku jiraa walaalkiis, baska uma baahna',
  sw: 'namba ya viatu siyo sahihi|ameanza kusoma tena|tuna mitihani wiki ijayo|sina hata mtoto wa kunisaidia nyumbani|namba ya mama yake imekosewa',
};

const split = (language: string, texts: string) => texts.split('|').map((text) => [language, text] as const);
const wished = told.flatMap(([language, kind, texts]) =>
  split(language, texts).map((text) => [...text, kind] as const),
);

describe('a wish told in a whole sentence, without the usual words', () => {
  test.each(wished)('%s «%s» is %s', (language, text, kind) => {
    expect(read(language, text).consent).toBe(kind);
  });

  test.each(wished)(
    '%s «%s»: nothing ends before a person has decided, unless rules of old are sure',
    (language, text) => {
      const { consentCertainty, needsStaff } = read(language, text);
      expect(consentCertainty === 'sure' || needsStaff).toBe(true);
    },
  );
});

describe('what only sounds so', () => {
  test.each(Object.entries(lookAlikes).flatMap(([language, texts]) => split(language, texts)))(
    '%s «%s» wishes nothing of the texting',
    (language, text) => {
      expect(read(language, text).consent).toBeNull();
    },
  );
});

describe('beside a question of ours', () => {
  test('the same words answer it where they are few: «شهر وبرجع»', () => {
    const asked = { kind: 'open' } as const;
    expect(read('ar', 'شهر وبرجعلكم', asked).consent).toBeNull();
    expect(read('ar', 'شهر وبرجعلكم').consent).toBe('pause');
  });
});
