import { describe, expect, test } from '@jest/globals';
import type { Ask } from '../../src/understanding/understood.js';
import { read } from './context.js';

describe('families who write Chinese in traditional signs, Korean, Hindi, Bengali, Urdu, Pashto or Dari', () => {
  test.each([
    ['zh-Hant', '唔好再send訊息俾我啦', 'opt_out'],
    ['zh-Hant', '這禮拜先不要傳', 'pause'],
    ['ko', '안녕하세요 선생님 이제 문자 그만 보내주셨으면 합니다', 'opt_out'],
    ['ko', '급한 것만 보내주세요', 'alerts_only'],
    ['hi', 'कृपया ये मैसेज भेजना बंद कर दें', 'opt_out'],
    ['hi', 'msg mat bhejo', 'opt_out'],
    ['hi', 'bahut zyada message aate hain thode kam bhejo', 'fewer'],
    ['bn', 'আর মেসেজ দিবেন না', 'opt_out'],
    ['bn', 'message bondho koren', 'opt_out'],
    ['ur', 'براہ مہربانی یہ میسج بھیجنا بند کر دیں', 'opt_out'],
    ['ur', 'غلط نمبر ہے میرا کوئی بچہ نہیں', 'wrong_number'],
    ['ps', 'مهرباني وکړئ نور پیغامونه مه رالېږئ', 'opt_out'],
    ['ps', 'یوازې بېړني پیغامونه رالېږئ', 'alerts_only'],
    ['fa-AF', 'پیام‌ها را بند کنید', 'opt_out'],
    ['fa-AF', 'دگه مسج نکنین', 'opt_out'],
  ])('ask for something about the texts in %s: %s', (language, text, consent) => {
    expect(read(language, text)).toMatchObject({ consent, urgent: false });
  });

  test.each([
    ['zh-Hant', '請停止同學欺負我兒子', 'safety'],
    ['zh-Hant', '校車站可以停近一點嗎', 'transportation'],
    ['ko', '괴롭힘을 그만하게 해 주세요', 'safety'],
    ['ko', '버스가 아직 안 왔어요', 'transportation'],
    ['hi', 'दूसरे बच्चे मेरे बेटे को तंग करते हैं', 'safety'],
    ['hi', 'mera beta bimar hai aaj school nahi aayega', 'attendance'],
    ['bn', 'বাস বন্ধ করেন না কেন', 'transportation'],
    ['bn', 'স্কুল বন্ধ কবে', 'events'],
    ['ur', 'بس کب آئے گی', 'transportation'],
    ['ps', 'بس بند کړئ چې ناوخته راځي', 'attendance'],
    ['fa-AF', 'ایستگاه بس کجاست', 'transportation'],
  ])('talk of school and stop nothing in %s: %s', (language, text, topic) => {
    expect(read(language, text)).toMatchObject({ consent: null, topic, needsStaff: true, urgent: false });
  });

  test.each([
    ['zh-Hant', '老公又打我同埋個仔'],
    ['zh-Hant', '我個女話唔想做人'],
    ['ko', '남편이 저를 때렸어요'],
    ['ko', '아이가 죽고 싶다고 했어요'],
    ['hi', 'मेरा पति मुझे और बच्चों को मारता है'],
    ['hi', 'mera husband maar raha hai mujhe'],
    ['bn', 'বাচ্চা বলছে সে আর বাঁচতে চায় না'],
    ['bn', 'shami amake mare khub'],
    ['ur', 'مالک مکان نے گھر سے نکال دیا'],
    ['ur', 'shohar ne mujhe mara hai'],
    ['ps', 'خاوند مې ما وهي'],
    ['ps', 'زوی مې وایي چې غواړم مړ شم'],
    ['fa-AF', 'شوهرم مره میزنه'],
    ['fa-AF', 'صاحب خانه ما را از خانه کشید امشب جای نداریم'],
  ])('are in need in %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: null, urgent: true, needsStaff: true });
  });

  test.each([
    ['zh-Hant', '累死了，作業太多'],
    ['zh-Hant', '我先生打我電話沒人接'],
    ['ko', '배고파 죽겠대요'],
    ['ko', '아빠가 때때로 책을 읽어 줘요'],
    ['ko', '삼촌이 만든 칼국수를 먹었어요'],
    ['hi', 'भूख से मर रहा है बच्चा, लंच में क्या है'],
    ['bn', 'হাসতে হাসতে মরে যাচ্ছি'],
    ['ur', 'ہوم ورک نے تو مار ڈالا'],
    ['ps', 'له خندا مړ شوم'],
    ['ps', 'ښوونکي راته زنګ ووهلو'],
    ['fa-AF', 'معلم به من زنگ زد'],
    ['fa-AF', 'از خنده مردیم'],
  ])('are in no need in %s: %s', (language, text) => {
    expect(read(language, text).urgent).toBe(false);
  });

  const yesno: Ask = { kind: 'yesno' };
  const rating: Ask = { kind: 'rating' };
  test.each<[string, string, Ask, boolean | number]>([
    ['zh-Hant', '係呀，有一齊睇', yesno, true],
    ['zh-Hant', '還沒喔', yesno, false],
    ['zh-Hant', '四分', rating, 4],
    ['ko', '네 같이 읽었어요', yesno, true],
    ['ko', '아뇨 시간이 없었어요', yesno, false],
    ['ko', '다섯', rating, 5],
    ['hi', 'haan ji padha', yesno, true],
    ['hi', 'सही नहीं है', yesno, false],
    ['hi', 'chaar', rating, 4],
    ['bn', 'জি পড়েছি', yesno, true],
    ['bn', 'না সময় পাইনি', yesno, false],
    ['bn', 'চার', rating, 4],
    ['ur', 'جی ہاں پڑھا تھا', yesno, true],
    ['ur', 'ابھی نہیں', yesno, false],
    ['ur', 'چار', rating, 4],
    ['ps', 'هو ومو لوست', yesno, true],
    ['ps', 'لا نه', yesno, false],
    ['ps', 'څلور', rating, 4],
    ['fa-AF', 'بلی صاحب', yesno, true],
    ['fa-AF', 'نی وقت نشد', yesno, false],
    ['fa-AF', 'چهار', rating, 4],
  ])('answer in %s: %s', (language, text, ask, value) => {
    expect(read(language, text, ask).answer).toEqual({ status: 'answered', value });
  });

  test.each([
    ['ur', 'چار'],
    ['ur', 'جی بالکل'],
    ['ps', 'بس تر اوسه نه دی راغلی'],
    ['fa-AF', 'بچیم مریض اس'],
  ])(
    'still write their own language in %s where the letters are those of a neighbour: %s',
    (language, text) => {
      expect(read(language, text).language).toBe(language);
    },
  );
});
