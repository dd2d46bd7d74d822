import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('why a family wants no more texts', () => {
  test.each([
    ['ar', 'بنتي تخرجت وما عادت بالمدرسة، الرجاء التوقف عن مراسلتي'],
    ['fa-AF', 'دخترم فارغ شده، دیگه ضرورت به پیام های شما نیست قطع کنین'],
    ['ps', 'لور مې فارغه شوه، نور ستاسو پیغامونو ته اړتیا نشته، بند یې کړئ'],
    ['ur', 'خدا کے لیے میرا نمبر اپنی لسٹ سے ہٹا دیں، تنگ آ گئے ہیں'],
    ['hi', 'aage se mujhe koi msg mat bhejna, bahut pareshan ho gaye'],
    ['bn', 'ভাই আমার নাম্বারটা লিস্ট থেকে কেটে দেন, বিরক্ত হয়ে গেছি'],
    ['so', 'ma akhrin karo, fariin ha ii soo dirin'],
    ['sw', 'binti yangu amehitimu, sihitaji tena meseji zenu, acheni kutuma'],
    ['zh-Hans', '孩子已经毕业了，不用再给我发短信了，谢谢'],
    ['ko', '매일 띵동거려서 짜증나요 문자 전부 끊어주세요'],
  ])('leaves the wish sure: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
  });

  test.each([
    ['ar', 'بنتي تخرجت وانتقلت عالجامعة، شكرا لكل شي'],
    ['ur', 'میرا بیٹا پڑھائی سے تنگ آ گیا ہے'],
    ['hi', 'बेटी पास हो गई, आप सबका धन्यवाद'],
    ['sw', 'mtoe mwanangu kwenye timu, amechoka'],
    ['ko', '아들을 축구팀에서 빼주세요 너무 지쳤어요'],
  ])('is no wish by itself: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBeNull();
  });
});

describe('"from now on"', () => {
  test.each([
    ['ps', 'له دې وروسته پیغام مه رالېږئ'],
    ['ps', 'له نن وروسته راته هېڅ پیغام مه کوئ'],
    ['bn', 'এরপর থেকে এই নাম্বারে কোনো এসএমএস দিবেন না'],
    ['so', 'hadda wixii ka dambeeya fariin ha ii soo dirina'],
    ['zh-Hant', '之後都不要再傳給我了'],
  ])('is for good, and no pause: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBe('opt_out');
  });
});

describe('any number of days or weeks', () => {
  test.each([
    ['ar', 'نحنا بالعمرة عشرة ايام، لا ترسلون شي لين نرجع'],
    ['fa-AF', 'ده روز به ایران میرم، تا پس آمدنم پیام نفرستید'],
    ['hi', 'घर में शादी है, दस दिन कोई मैसेज मत कीजिए'],
    ['bn', 'হজ্বে যাচ্ছি, চল্লিশ দিন মেসেজ পাঠাবেন না'],
    ['sw', 'tuna harusi, msitume meseji kwa siku kumi'],
    ['ko', '집에 결혼식이 있어서 열흘 동안 문자 보내지 마세요'],
    ['ko', '방학동안은 보내지마시고 개학하면 다시 보내주세요'],
  ])('asks for a pause: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBe('pause');
  });
});

describe('"the rest"', () => {
  test.each([
    ['ur', 'سکول بند ہو یا حادثہ ہو تو بتا دیں، باقی میسج نہ کریں'],
    ['ps', 'که حادثه وشي یا ښوونځی بند شي خبر راکړئ، نور هیڅ مه لېږئ'],
    ['bn', 'স্কুল বন্ধ হইলে বা কেউ আহত হইলে জানাবেন, অন্য কিছু পাঠাবেন না'],
    ['sw', 'shule ikifungwa au ajali ikitokea nijulisheni, mengine msitume'],
    ['zh-Hans', '学校停课或者孩子受伤再告诉我，其他的不要发'],
  ])('is not to be sent where only what is urgent is: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBe('alerts_only');
  });
});

describe('a refusal', () => {
  test.each([
    ['ur', 'فون نہ کریں، میسج کر دیا کریں'],
    ['bn', 'ফোন দিয়েন না, মেসেজ দিয়েন'],
    ['ko', '전화하지 마시고 문자로 주세요'],
  ])('of calls is none of texts: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBeNull();
  });

  test.each([
    ['ko', '선생님은 문자를 전혀 안 보내세요'],
    ['ur', 'ٹیچر کوئی میسج نہیں بھیجتیں'],
    ['so', 'macallinku wax fariin ah ma soo diro'],
  ])('is none where it tells that somebody does not write: %s: %s', (language, text) => {
    expect(read(language, text).consent).not.toBe('opt_out');
  });
});

test('a child who has not come home makes no number wrong', () => {
  expect(read('hi', 'बच्चा रात से घर नहीं आया, फोन बंद है').consent).toBeNull();
  expect(read('bn', 'ছেলে রাত থেকে বাসায় আসে নাই, ফোন বন্ধ').consent).toBeNull();
});
