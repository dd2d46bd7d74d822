import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('a text with the words of a wrong number', () => {
  test.each([
    ['ps', 'زوی مې کتاب نه لري', 'a son without a book'],
    ['ur', 'بچہ وہاں نہیں ہے', 'a child that is not where it should be'],
    ['hi', 'कोई बच्चा उसका दोस्त नहीं है', 'a child without a friend'],
    ['bn', 'আমি ওর মা আজ আসব না', 'a mother who cannot come today'],
    ['fa-AF', 'من پدر احمد در خانه نیستم', 'a father who is not at home'],
    ['ar', 'مش عارفة رقم المعلمة', "who does not know the teacher's number"],
    ['so', 'carruur dhar ma haysto', 'who has no clothes for the children'],
    ['sw', 'sina mtoto kwenye basi hilo', 'a child on another bus'],
    ['zh-Hans', '我没有接到孩子', 'who could not pick the child up'],
    ['zh-Hant', '這是我的新號碼，舊的刪掉', 'a new number of their own'],
    ['zh-Hans', '我打错了，刚才短信里的时间是三点', 'who wrote something wrong'],
    ['ko', '학생 없어진 것 같아요', 'a child that is gone'],
    ['ur', 'میں وہ نہیں لا سکا کتاب', 'who could not bring something'],
  ])('is surely none: %s: %s (%s)', (language, text) => {
    expect(read(language, text)).not.toMatchObject({ consent: 'wrong_number', consentCertainty: 'sure' });
  });
});

describe('a text with the words of a wish for no more texts', () => {
  test.each([
    ['hi', 'मैसेजेस नहीं आ रहे हैं', 'texts that do not come'],
    ['ur', 'msgs nahi aa rahe', 'texts that do not come'],
    ['hi', 'बेटे को मैसेज मत करो मुझे करो', 'another one to write to'],
    ['bn', 'মোবাইল বন্ধ রাখছিলাম মেসেজ দেখিনি', 'a telephone that was off'],
    ['zh-Hant', '電話熄咗冇睇到短訊', 'a telephone that was off'],
    ['zh-Hans', '短信不小心删掉了，再发一次', 'a text to be sent again'],
    ['zh-Hans', '短信不要发英文，发中文', 'another language'],
    ['so', 'fariimo ardayda kale ayaa u soo dira waan xannibay', 'texts of classmates'],
    ['sw', 'sina haja ya ujumbe nakuja', 'who is coming'],
    ['ko', '내일 아무것도 안 보내도 되나요', 'what to send along tomorrow'],
    ['ps', 'زوی ته مې پیغام مه کوئ ما ته یې وکړئ', 'another one to write to'],
    ['fa-AF', 'هیچ چیز نفرستین همرایش', 'what to send along'],
  ])('keeps its family: %s: %s (%s)', (language, text) => {
    expect(read(language, text).consent).not.toBe('opt_out');
  });
});

describe('a wrong number', () => {
  test.each([
    ['ps', 'زه ماشوم نه لرم'],
    ['ur', 'یہ عائشہ کی امی کا نمبر نہیں ہے'],
    ['hi', 'मेरा कोई बच्चा इस स्कूल में नहीं पढ़ता'],
    ['bn', 'আমি ওর মা না'],
    ['fa-AF', 'این نمبر پدر احمد نیست'],
    ['ar', 'هذا مش رقم ام سارة'],
    ['zh-Hant', '我家沒有小孩'],
    ['ko', '여기 그런 학생 없어요'],
  ])('is heard all the same: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBe('wrong_number');
  });
});
