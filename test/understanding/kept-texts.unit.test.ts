import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

const read = (language: string, text: string): Understood =>
  understand(words, text, { homeLanguage: language, districtLanguages: words.languages });

/** Of families who want the texts to go on, or feared they had ended. Lines of a language, by |. */
const kept: Readonly<Record<string, string>> = {
  ar: 'أرجوكم لا توقفوا هذه الرسائل، تساعدني كثيرا|لا تحذفوني من القائمة، عندي طفلان في المدرسة',
  bn: 'দয়া করে মেসেজ বন্ধ করবেন না, আমাদের খুব কাজে লাগে|ami bhablam apnara message pathano bondho korechen, abar peye bhalo laglo|amake list theke bad diben na, ami shob message pori',
  en: 'the bus does not stop at our corner anymore, why|please do not stop these messages, they help me a lot|I thought you stopped texting, glad to hear from you again|Do not take me off the list, I still have two kids there',
  es: 'por favor no paren de mandar los mensajes, me ayudan mucho|Pensé que ya no mandaban avisos, qué bueno que siguen|No me quiten de la lista por favor, quiero seguir recibiendo los avisos|no cancelen mis mensajes, solo se me apagó el celular',
  'fa-AF': 'لطفاً مرا از لیست نکشید، می‌خواهم بمانم',
  fr: "surtout n'arrêtez pas les messages, ça m'aide beaucoup|Je croyais que vous n'envoyiez plus rien, contente que ça continue|Ne me retirez pas de la liste svp, je veux garder les messages|n'annulez pas mes messages, mon portable était juste éteint",
  hi: 'कृपया ये संदेश बंद मत कीजिए, बहुत काम आते हैं|mujhe list se mat hatana, mere do bachche abhi bhi wahin padhte hain',
  ht: 'Tanpri pa sispann voye nouvèl klas la, sa ede nou anpil|Mwen te kwè nou te sispann voye mesaj, mwen kontan|Pa retire m sou lis la, mwen vle rete|pa efase nimewo m, mwen toujou bezwen mesaj lekol la',
  ko: '이 문자 제발 끊지 마세요, 정말 도움이 돼요|문자가 끊긴 줄 알았는데 다시 와서 반가워요|저를 명단에서 빼지 마세요, 아직 아이 둘이 다녀요',
  pl: 'Proszę nie przestawać wysyłać tych wiadomości, bardzo pomagają|myslalam ze juz nie piszecie, dobrze ze znow jestescie',
  ps: 'مهرباني وکړئ ما له لیسته مه باسئ، غواړم پاتې شم',
  'pt-BR':
    'por favor não parem de mandar mensagens, ajuda muito aqui em casa|achei que tinham parado de mandar, que bom que voltou|não me tirem da lista de avisos, eu leio todos|Não quero perder nenhuma mensagem, o meu número continua o mesmo',
  ru: 'пожалуйста не прекращайте писать, мне это очень помогает|Я думала вы больше не пишете, хорошо что опять пришло|Не убирайте меня из списка, я хочу получать ваши сообщения|не отключайте мне рассылку, просто телефон был разряжен',
  so: 'fadlan ha joojinina fariimaha, aad bay ii caawiyaan|Waxaan moodayay inaad joojiseen dirista, waa wanaag inay socoto|Ha iga saarina liiska, waxaan rabaa inaan fariimaha helo',
  sq: 'ju lutem mos ndaloni së shkruari, na ndihmon shumë|mendova se kishit ndaluar mesazhet, më vjen mirë që jo|mos më hiqni nga lista e njoftimeve, i lexoj të gjitha|nuk dua të humbas asnjë mesazh, numrin e kam të njëjtë',
  sw: 'Tafadhali msiache kutuma habari za darasa, zinatusaidia sana|Nilidhani mmeacha kutuma ujumbe, nimefurahi kuuona|Msinitoe kwenye orodha, nataka kubaki|msifute namba yangu, bado nahitaji ujumbe wa shule',
  tr: 'Lütfen bu mesajları kesmeyin, bana çok yardımcı oluyor|artik yazmiyorsunuz sanmistim, yeniden duymak guzel|Beni listeden çıkarmayın lütfen, iki çocuğum hâlâ orada okuyor',
  uk: 'будь ласка не припиняйте писати, це нам дуже допомагає|Думала ви вже перестали писати, рада що ні|не видаляйте мене зі списку розсилки, я все читаю|не хочу пропустити жодного повідомлення, номер у мене той самий',
  ur: 'براہ کرم پیغام بند نہ کریں، میری بہت مدد ہوتی ہے|مجھے لسٹ سے نہ نکالیں، میں پیغام لینا چاہتی ہوں|mere message cancel na karein, bas phone band tha',
  vi: 'xin đừng ngừng nhắn tin, giúp gia đình tôi nhiều lắm|tôi tưởng trường ngừng nhắn rồi, may quá vẫn còn|đừng xóa tôi khỏi danh sách nhận tin, tôi đọc hết mà|tôi không muốn bỏ lỡ tin nào, số tôi vẫn vậy',
  'zh-Hans':
    '请不要停发短信,对我帮助很大|我还以为你们不发了,还好又收到了|不要把我从名单里删掉,我还要收通知|别取消我的短信,我只是手机没电了',
  'zh-Hant':
    '請不要停止發班級消息,對我們很有幫助|我以為你們不發簡訊了,還好收到了|不要把我從名單刪除,我還要收|別刪我的號碼,我還需要學校通知',
};

describe('who asks not to be taken off, or feared it', () => {
  test.each(
    Object.entries(kept).flatMap(([language, lines]) =>
      lines.split('|').map((text) => [language, text] as const),
    ),
  )('goes on getting texts: %s: %s', (language, text) => {
    expect(read(language, text).consent).not.toBe('opt_out');
    expect(read(language, text).consent).not.toBe('wrong_number');
  });

  test('has patterns in every language', () => {
    const without = words.languages.filter((code) => (words.words(code)?.patterns.kept ?? []).length === 0);
    expect(without).toEqual([]);
  });

  test.each([
    ['en', "No, stop texting me. I don't have kids there"],
    ['es', 'No. Quiten mi número de la lista'],
    ['fr', "Arrêtez de m'envoyer des messages"],
    ['ur', 'میسج نہ بھیجیں، بند کریں'],
    ['hi', 'मैसेज मत भेजो, बंद करो'],
    ['ps', 'پیغام مه رالېږئ، بند یې کړئ'],
    ['zh-Hans', '不要再发了,取消订阅'],
  ])('and an end beside a "no" stays one: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
  });
});

describe('what is wrong, and no wrong number', () => {
  test.each([
    ['fa-AF', 'tarikh tawalod ghalat ra az system pak konen lotfan'],
    ['fa-AF', 'payam tan ra ghalati pak kardom, yak bar digar rawan konen'],
    ['sq', 'nuk dua të humbas asnjë mesazh, numrin e kam të njëjtë'],
    ['en', 'how did yall get my number'],
  ])('keeps the number and the texts: %s: %s', (language, text) => {
    expect(['opt_out', 'wrong_number']).not.toContain(read(language, text).consent);
  });
});

describe('texts some of which are kept', () => {
  test.each([
    ['en', "I don't want the tips, but the safety alerts yes"],
    ['es', 'No quiero los consejos, pero los avisos de seguridad sí'],
    ['fr', 'Je ne veux pas les conseils, mais les alertes oui'],
    ['pt-BR', 'Não quero as dicas, mas os avisos de segurança sim'],
    ['pl', 'Nie chcę porad, ale alerty tak'],
    ['sq', 'Nuk dua këshilla, por mesazhet e sigurisë po'],
    ['so', 'Ma rabo talooyinka, laakiin fariimaha ammaanka haa'],
    ['sw', 'Sitaki vidokezo, lakini ujumbe wa usalama ndiyo'],
    ['pt-BR', 'Quero só mensagens de segurança'],
  ])('are not ended: %s: %s', (language, text) => {
    const { consent, needsStaff } = read(language, text);
    expect(consent).not.toBe('opt_out');
    expect(needsStaff).toBe(true);
  });
});

describe('an end that is itself ended', () => {
  test.each([
    ['zh-Hans', '取消退订'],
    ['zh-Hans', '解除退订怎么操作'],
    ['zh-Hans', '怎么取消退订'],
    ['zh-Hant', '解除退訂怎麼操作'],
    ['zh-Hant', '我要取消退訂'],
    ['ko', '차단 풀었으니 이제 보내셔도 됩니다'],
    ['ko', '차단 해제했어요 이제 문자 보내주세요'],
  ])('wishes for texts: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBe('opt_in');
  });

  test.each([
    ['zh-Hans', '怎么退订'],
    ['zh-Hant', '我要退訂'],
    ['ko', '문자 차단해주세요'],
  ])('stays an end where nothing ends it: %s: %s', (language, text) => {
    expect(read(language, text).consent).toBe('opt_out');
  });
});
