import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

/** Texts in which nobody may write to the family again. A line a language. */
const nobodyMay: Readonly<Record<string, string>> = {
  en: "Nobody should text me again|no one is to message me anymore|I don't want anyone texting me|nobody better text this phone again|please let nobody from the school write to me again|not one of you should contact me|I want nobody to send me messages|no one from that school messages me again, ok?|nobody text me no more|can nobody text me anymore|nobody is allowed to text me from now on|I dont want anyone messaging this number|none of you should ever write to me again|no one message me please",
  es: 'Que nadie me vuelva a escribir|nadie debe mandarme más mensajes|no quiero que nadie me mande mensajes|que ya nadie me mande textos por favor|nadie de la escuela me escriba|ninguno de ustedes me vuelva a mandar mensajes|nadie me mande mensajes nunca más|que nadie me esté texteando|no quiero que nadie me esté mandando textos|nadie tiene permiso de escribirme|que nadie de ahí me vuelva a contactar|nadie me mande nada por mensaje',
  'pt-BR':
    'Que ninguém me escreva mais|ninguém deve me mandar mensagem de novo|não quero que ninguém me mande mensagem|ninguém mais me mande mensagem por favor|ninguém da escola pode me escrever mais|nenhum de vocês me mande mais mensagem|peço que ninguém volte a mandar mensagem|ninguém me manda mais msg tá|não quero ninguém me mandando mensagem|ninguém tem permissão pra me escrever|ninguém daí me mande mais nada por mensagem|que ninguém me envie SMS',
  fr: "Que plus personne ne m'écrive|personne ne doit m'envoyer de messages|je veux que personne ne m'envoie de SMS|plus personne ne m'envoie de textos svp|que personne de l'école ne me contacte encore|aucun de vous ne doit m'écrire|je ne veux plus que quelqu'un m'envoie des messages|personne ne m'écrit plus jamais merci|je ne veux pas que quelqu'un m'écrive|personne n'a le droit de m'écrire|que personne ne m'envoie plus rien par sms|interdit à quiconque de m'envoyer des messages",
  ht: 'Pèsonn pa dwe ekri m ankò|piga pèsonn voye mesaj ban mwen|m pa vle pèsonn voye mesaj ban mwen|okenn moun pa dwe tèks mwen ankò|pèsonn nan lekòl la pa gen dwa ekri m|fè pèsonn pa voye mesaj sou telefòn mwen ankò|tanpri pèsonn pa ekri m ankò|m pa vle okenn moun ekri m|pèsonn pa gen pèmisyon voye mesaj ban mwen|piga okenn nan nou ekri m ankò|pa kite pèsonn voye tèks ban mwen',
  vi: 'Không ai được nhắn cho tôi nữa|đừng ai nhắn tin cho tôi nữa|tôi không muốn ai nhắn tin cho tôi|xin đừng có ai gửi tin cho tôi|cấm ai nhắn tin vào số này|không một ai được gửi tin nhắn cho tôi nữa|mong không ai trong trường nhắn tôi nữa|không ai nên nhắn tin tôi nữa hết|không ai được phép nhắn tin cho tôi|tôi không muốn bất kỳ ai nhắn tin cho tôi nữa|mọi người đừng ai gửi tin nhắn tới số này|từ nay không ai nhắn tôi nữa nhé',
  'zh-Hans':
    '谁都不要再给我发短信了|任何人都不要给我发信息|我不想任何人再给我发消息|没有人可以再发短信给我|谁也别发信息给我|请学校里谁都别再联系我|不许任何人再给我发短信|不希望有人再给我发信息|以后谁都不许给我发短信|我不希望学校任何人给我发消息|任何人不得再联系我|别让人再给我发短信了',
  'zh-Hant':
    '誰都不要再傳簡訊給我了|任何人都不要傳訊息給我|我不想任何人再傳訊息給我|沒有人可以再發短訊給我|誰也別傳訊息給我|請學校裡誰都別再聯絡我|不准任何人再傳簡訊給我|不希望有人再傳訊息給我|以後誰都不許傳簡訊給我|我不希望學校任何人傳訊息給我|任何人不得再聯絡我|別讓人再傳簡訊給我了',
  ko: '아무도 저한테 문자하지 마세요|누구도 다시는 문자 보내지 않았으면 합니다|아무도 연락하지 말아 주세요|아무한테도 문자 받고 싶지 않아요|학교에서 아무도 저한테 문자 보내지 말라고 해 주세요|이 번호로 아무도 메시지 보내면 안 됩니다|누구든 저에게 문자 보내지 마세요|아무도 문자 안 보냈으면 좋겠어요|앞으로 아무도 저한테 문자 보내지 마십시오|학교 누구도 저에게 연락하지 않았으면 해요|아무에게도 문자 받기 싫어요|누구도 이 번호로 문자하지 말아 주세요',
  ar: 'لا أحد يرسل لي رسائل بعد الآن|ما بدي حدا يبعتلي رسايل|محدش يبعتلي رسايل تاني|ما حدا يراسلني مرة تانية|لا أريد أن يراسلني أحد|ماحد يرسلي مرة ثانية|أرجو ألا يراسلني أحد من المدرسة|ولا واحد منكم يبعتلي مسجات|ممنوع حدا يبعتلي رسائل|مش عاوز حد يراسلني تاني|لا أحب أن يكتب لي أحد|ما أبي أحد يرسل لي رسايل',
  'fa-AF':
    'هیچ کس به من پیام روان نکند|هیچکس دیگر به من پیام ندهد|نمیخواهم کسی به من پیام بفرستد|کسی به مه مسج روان نکنه|هیچ کدام تان به من مسج نکنید|لطفا کسی از مکتب به من پیام نفرستد|نباید کسی به من دوباره پیام کند|هیچ کس حق ندارد به من مسج کند|هیچ کس اجازه ندارد به من پیام بدهد|نمیخواهم هیچ کس به من مسج کند|دیگر کسی برایم پیام نفرسته|هیچ کدام شما به من پیام ندهید',
  ps: 'هیڅوک دې ماته پیغام نه رالیږي|نه غواړم چې څوک ماته پیغام راولیږي|هیڅوک دې نور ماته لیک نه کوي|مهرباني وکړئ هیڅوک دې ماته مسج نه کوي|هیڅوک باید ماته بیا پیغام ونه لیږي|له ښوونځي دې هیڅوک ماته پیغام نه راستوي|یو هم ماته پیغام مه رالیږئ|هیڅوک اجازه نه لري چې ماته پیغام راولیږي|زه نه غواړم چې هیڅوک ماته مسج وکړي|نور دې څوک ماته پیغام نه رالیږي|تاسو کې دې هیڅوک ماته لیک نه کوي',
  ur: 'کوئی مجھے میسج نہ کرے|میں نہیں چاہتا کوئی مجھے میسج کرے|اب کوئی مجھے میسج نہ بھیجے|کوئی بھی مجھے دوبارہ میسج مت کرنا|سکول سے کوئی مجھے میسج نہ کرے پلیز|آپ میں سے کوئی مجھے پیغام نہ بھیجے|کسی کو بھی مجھے میسج نہیں کرنا چاہیے|koi mujhe msg na kare|مجھے کوئی بھی میسج نہ بھیجا کرے|میں نہیں چاہتی کہ کوئی مجھے پیغام بھیجے|کسی کو اجازت نہیں کہ مجھے میسج کرے|آئندہ کوئی اس نمبر پر میسج نہ کرے',
  hi: 'कोई मुझे मैसेज न करे|मैं नहीं चाहता कोई मुझे मैसेज करे|अब कोई मुझे मैसेज ना भेजे|कोई भी मुझे फिर मैसेज मत करना|स्कूल से कोई मुझे मैसेज न करे प्लीज|आप में से कोई मुझे मैसेज न भेजे|किसी को भी मुझे मैसेज नहीं करना चाहिए|koi bhi mujhe dobara msg na kare|मुझे कोई भी मैसेज न भेजा करे|मैं नहीं चाहती कि कोई मुझे संदेश भेजे|किसी को इजाज़त नहीं कि मुझे मैसेज करे|आगे से कोई इस नंबर पर मैसेज न करे',
  bn: 'কেউ যেন আমাকে আর মেসেজ না করে|আমি চাই না কেউ আমাকে মেসেজ পাঠাক|কেউ আমাকে মেসেজ করবেন না|কেউই আমাকে আর মেসেজ পাঠাবে না|স্কুলের কেউ যেন আমারে মেসেজ না দেয়|আপনারা কেউ আমাকে আর লিখবেন না|কারও আমাকে মেসেজ করার দরকার নাই|keu amake ar message korben na|কেউ যেন এই নম্বরে আর মেসেজ না পাঠায়|আমি চাই না স্কুলের কেউ আমাকে লিখুক|কারও অনুমতি নেই আমাকে মেসেজ করার|কেউ আমাকে আর টেক্সট দিবেন না',
  ru: 'Пусть никто мне больше не пишет|чтобы никто мне больше не писал|не хочу чтобы мне кто-то писал|никому из вас мне больше не писать|пожалуйста пусть никто из школы не присылает мне смс|никто не должен мне слать сообщения|не надо никому мне писать|чтоб никто больше на этот номер не писал|не хочу чтобы кто-либо мне писал|пусть мне никто ничего не присылает|никто не имеет права мне писать|чтобы никто из вас не слал мне смс',
  uk: 'Хай ніхто мені більше не пише|щоб ніхто мені більше не писав|не хочу щоб мені хтось писав|нікому з вас мені більше не писати|будь ласка нехай ніхто зі школи не надсилає мені смс|ніхто не повинен мені слати повідомлення|не треба нікому мені писати|щоб ніхто більше на цей номер не писав|не хочу щоб хтось мені писав|хай мені ніхто нічого не надсилає|ніхто не має права мені писати|щоб ніхто з вас не слав мені смс',
  pl: 'Niech nikt do mnie więcej nie pisze|nie chcę żeby ktoś do mnie pisał|niech już nikt nie wysyła mi smsów|nikt nie ma do mnie pisać|żeby nikt więcej na ten numer nie pisał|proszę żeby nikt ze szkoły mi nie wysyłał wiadomości|nikt z was niech do mnie nie pisze|nikt nie powinien mi wysyłać wiadomości|nie chcę żeby ktokolwiek do mnie pisał|niech mi nikt niczego nie przysyła na ten numer|nikt nie ma prawa do mnie pisać|żeby nikt z was nie wysyłał mi smsów',
  tr: 'Kimse bana bir daha yazmasın|hiç kimse bana mesaj göndermesin|kimsenin bana mesaj atmasını istemiyorum|artık kimse bana mesaj yollamasın lütfen|okuldan kimse bana yazmasın|hiçbiriniz bana mesaj atmayın|kimse bu numaraya mesaj atmamalı|bir daha kimse mesaj atmasın|kimsenin bana yazmasını istemiyorum|bundan sonra kimse bana mesaj göndermesin|hiçbiriniz bana yazmayın|okuldan hiç kimse bana sms atmasın',
  sq: 'Askush të mos më shkruajë më|mos më shkruaj asnjëri më|nuk dua që dikush të më shkruajë|askush nga shkolla të mos më dërgojë mesazhe|askush nuk duhet të më shkruajë më|asnjë prej jush të mos më dërgojë mesazhe|të mos më dërgojë askush mesazhe|kërkoj që askush të mos më shkruajë më në këtë numër|nuk dua që askush të më shkruajë|askush nuk ka të drejtë të më dërgojë mesazhe|mos lejoni askënd të më shkruajë|asnjëri nga ju të mos më shkruajë',
  sw: 'Mtu yeyote asinitumie ujumbe tena|mtu asinitumie meseji tena|sitaki mtu yeyote aniandikie|hakuna mtu anayeruhusiwa kunitumia ujumbe|asiwepo mtu wa kuniandikia tena|mtu yeyote wa shule asiniandikie tena|tafadhali yeyote asinitumie sms|hakuna mtu anitumie ujumbe tena|sitaki mtu yeyote anitumie ujumbe|mtu yeyote asiniandikie kwenye namba hii|hakuna ruhusa ya mtu kunitumia sms|kuanzia leo mtu asinitumie ujumbe',
  so: 'Cidna yaanay ii soo qorin mar dambe|ma rabo in qof ii soo qoro|qofna yuusan ii soo dirin fariin|cidna fariin ha ii soo dirin|qofna ha ii soo qorin mar dambe|dugsiga cidna yaanay ila soo xiriirin|qofna waa inuusan fariin ii soo dirin|midkiinna ha ii soo dirin fariin|cidna ma laha inay ii soo qorto|ma rabo in cidna fariin ii soo dirto|qofna yaanu ii soo dirin fariin|laga bilaabo maanta cidna ha ii soo qorin',
};

/** Texts with "nobody" in them that ask for no end of the texts: a complaint, most of them. */
const nobodyDid: Readonly<Record<string, string>> = {
  en: 'nobody texted me about the field trip|nobody answered my message|no one told me the bus was late|nobody picks up the phone at the office|nobody sent me the form again|no one from the class wrote to me about the party|why does nobody text me back|nobody showed up for practice|nobody from the office texted me where to go|no one answers when I call',
  es: 'nadie me contestó el mensaje|nadie me avisó del paseo|nadie me mandó el mensaje de la junta|nadie contesta el teléfono de la oficina|por qué nadie me escribe de regreso|nadie me dijo que el camión venía tarde|todavía nadie me manda la forma|nadie llegó al entrenamiento|nadie me mandó la dirección por mensaje|nadie responde cuando llamo',
  'pt-BR':
    'ninguém me respondeu a mensagem|ninguém me avisou do passeio|ninguém mandou mensagem sobre a reunião|ninguém atende o telefone da secretaria|por que ninguém me responde|ninguém me disse que o ônibus atrasou|até agora ninguém me mandou o formulário|ninguém apareceu no treino|ninguém me mandou o endereço por mensagem|ninguém responde quando eu ligo',
  fr: "personne n'a répondu à mon message|personne ne m'a prévenu pour la sortie|personne ne m'a envoyé le message de la réunion|personne ne répond au secrétariat|pourquoi personne ne me répond|personne ne m'a dit que le bus était en retard|personne ne m'a encore envoyé le formulaire|personne n'est venu à l'entraînement|personne ne m'a envoyé l'adresse par sms|personne ne répond quand j'appelle",
  ht: 'pèsonn pa reponn mesaj mwen an|pèsonn pa t avèti m pou pwomnad la|pèsonn pa t voye mesaj pou reyinyon an|pèsonn pa pran telefòn nan biwo a|poukisa pèsonn pa reponn mwen|pèsonn pa di m bis la an reta|pèsonn pa t vini nan antrènman an|pèsonn pa t voye adrès la ban mwen|pèsonn pa reponn lè m rele',
  vi: 'không ai trả lời tin nhắn của tôi|không ai báo tôi chuyến dã ngoại|không ai nhắn tin cho tôi về buổi họp|không ai bắt máy ở văn phòng|sao không ai trả lời tôi|không ai nói tôi biết xe buýt trễ|không ai đến buổi tập|không ai nhắn địa chỉ cho tôi hết|không ai bắt máy khi tôi gọi',
  'zh-Hans':
    '没人回我的短信|没有人通知我春游的事|没人给我发家长会的消息|办公室没人接电话|为什么没人回我|没人告诉我校车晚点了|训练没人来|没人把地址发给我|我打电话没人接',
  'zh-Hant':
    '沒人回我的簡訊|沒有人通知我校外教學的事|沒人傳家長會的訊息給我|辦公室沒人接電話|為什麼沒人回我|沒人告訴我校車晚到|訓練沒人來|沒人把地址傳給我|我打電話沒人接',
  ko: '아무도 제 문자에 답을 안 해요|아무도 소풍 얘기를 안 해줬어요|아무도 회의 문자를 안 보내줬어요|사무실에 아무도 전화를 안 받아요|왜 아무도 답장을 안 하나요|버스 늦는다고 아무도 말을 안 해줬어요|훈련에 아무도 안 왔어요|아무도 주소를 문자로 안 알려줬어요|전화해도 아무도 안 받아요',
  ar: 'لا أحد رد على رسالتي|ما حدا خبرني عن الرحلة|محدش بعتلي رسالة الاجتماع|لا أحد يرد على هاتف المكتب|ليش ما حدا بيرد علي|ما حدا قالي ان الباص متأخر|ما حدا إجا عالتدريب|محدش بعتلي العنوان|ما حدا برد لما بتصل',
  'fa-AF':
    'هیچ کس پیام مرا جواب نداد|هیچ کس در مورد سفر به من نگفت|کسی پیام جلسه را به من نفرستاده بود|در دفتر هیچ کس تلفون را نمیگیرد|چرا هیچ کس جواب نمیدهد|هیچ کس نگفت که بس ناوقت میاید|هیچ کس در تمرین نیامد|کسی آدرس را به من روان نکرد|وقتی زنگ میزنم کسی جواب نمیدهد',
  ps: 'هیچا زما پیغام ته ځواب رانه کړ|هیچا د سفر په اړه راته ونه ویل|هیچا د غونډې پیغام راونه لیږه|په دفتر کې هیڅوک تلیفون نه پورته کوي|ولې هیڅوک ځواب نه راکوي|هیچا راته ونه ویل چې بس ناوخته دی|تمرین ته هیڅوک رانغلل|هیچا راته پته راونه لیږله|چې زنګ وهم هیڅوک ځواب نه راکوي',
  ur: 'کسی نے میرے میسج کا جواب نہیں دیا|کسی نے مجھے ٹرپ کا نہیں بتایا|کسی نے میٹنگ کا میسج نہیں بھیجا|آفس میں کوئی فون نہیں اٹھاتا|کوئی جواب کیوں نہیں دیتا|کسی نے نہیں بتایا کہ بس لیٹ ہے|کوئی میسج نہیں آیا آج|پریکٹس پر کوئی نہیں آیا|کسی نے ایڈریس میسج نہیں کیا|فون کرو تو کوئی نہیں اٹھاتا',
  hi: 'किसी ने मेरे मैसेज का जवाब नहीं दिया|किसी ने मुझे ट्रिप का नहीं बताया|किसी ने मीटिंग का मैसेज नहीं भेजा|ऑफिस में कोई फोन नहीं उठाता|कोई जवाब क्यों नहीं देता|किसी ने नहीं बताया कि बस लेट है|आज कोई मैसेज नहीं आया|प्रैक्टिस पर कोई नहीं आया|किसी ने पता मैसेज नहीं किया|फोन करो तो कोई नहीं उठाता',
  bn: 'কেউ আমার মেসেজের উত্তর দেয়নি|কেউ আমাকে পিকনিকের কথা বলেনি|কেউ মিটিংয়ের মেসেজ পাঠায়নি|অফিসে কেউ ফোন ধরে না|কেউ উত্তর দেয় না কেন|কেউ বলেনি যে বাস দেরি হবে|প্র্যাকটিসে কেউ আসেনি|কেউ আমাকে ঠিকানা পাঠায়নি|ফোন করলে কেউ ধরে না',
  ru: 'никто не ответил на моё сообщение|никто мне не сказал про экскурсию|никто не прислал смс про собрание|в канцелярии никто не берёт трубку|почему мне никто не отвечает|никто не предупредил что автобус опоздает|мне никто не писал про собрание|никто не пришёл на тренировку|никто не прислал мне адрес|никто не отвечает когда звоню',
  uk: 'ніхто не відповів на моє повідомлення|ніхто мені не сказав про екскурсію|ніхто не надіслав смс про збори|в канцелярії ніхто не бере слухавку|чому мені ніхто не відповідає|ніхто не попередив що автобус запізниться|мені ніхто не писав про збори|ніхто не прийшов на тренування|ніхто не надіслав мені адресу|ніхто не відповідає коли дзвоню',
  pl: 'nikt nie odpisał na moją wiadomość|nikt mi nie powiedział o wycieczce|nikt nie wysłał smsa o zebraniu|w sekretariacie nikt nie odbiera telefonu|czemu nikt mi nie odpisuje|nikt nie uprzedził że autobus się spóźni|nikt nie przyszedł na trening|nikt nie wysłał mi adresu|nikt nie odbiera jak dzwonię',
  tr: 'kimse mesajıma cevap vermedi|kimse bana geziyi söylemedi|kimse toplantı mesajı göndermedi|ofiste kimse telefonu açmıyor|neden kimse cevap vermiyor|kimse otobüsün gecikeceğini söylemedi|antrenmana kimse gelmedi|kimse bana adresi yollamadı|arayınca kimse açmıyor',
  sq: 'askush nuk iu përgjigj mesazhit tim|askush nuk më tha për ekskursionin|askush nuk më dërgoi mesazh për mbledhjen|askush nuk e hap telefonin në zyrë|pse askush nuk më përgjigjet|askush nuk më tha që autobusi vonohet|askush nuk erdhi në stërvitje|askush nuk ma dërgoi adresën|askush nuk e hap kur telefonoj',
  sw: 'hakuna mtu aliyejibu ujumbe wangu|hakuna mtu aliyeniambia kuhusu safari|hakuna aliyenitumia ujumbe wa mkutano|hakuna anayepokea simu ofisini|kwa nini hakuna anayenijibu|hakuna aliyesema basi limechelewa|hakuna aliyekuja mazoezini|hakuna aliyenitumia anwani|nikipiga simu hakuna anayepokea',
  so: 'cidna kama jawaabin fariintayda|cidna iima sheegin dalxiiska|cidna iima soo dirin fariinta kulanka|xafiiska cidna kama qabato taleefanka|maxaa qofna iigu jawaabi waayay|cidna iima sheegin in basku daahayo|cidna tababarka ma iman|cidna cinwaanka iima soo dirin|markaan waco cidna kama qabato',
};

const read = (language: string, text: string): Understood =>
  understand(words, text, { homeLanguage: language, districtLanguages: words.languages });

const linesOf = (lists: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  Object.entries(lists).flatMap(([language, lines]) =>
    lines.split('|').map((text) => [language, text] as const),
  );

describe('that nobody may text again', () => {
  test('is said in every language', () => {
    expect(words.languages.filter((code) => !(code in nobodyMay) || !(code in nobodyDid))).toEqual([]);
  });

  test.each(linesOf(nobodyMay))('may ask for an end of the texts: %s: %s', (language, text) => {
    const understood = read(language, text);
    if (understood.consent !== 'opt_out')
      expect(understood).toMatchObject({ consent: null, consentCertainty: 'possible', needsStaff: true });
  });

  test('is a pause where it says until when', () => {
    expect(read('en', 'nobody text me until january, no messages please').consent).toBe('pause');
  });
});

test.each(linesOf(nobodyDid))('that nobody came or answered ends no texts: %s: %s', (language, text) => {
  const understood = read(language, text);
  expect(understood.consent).not.toBe('opt_out');
  expect(understood.consentCertainty).not.toBe('possible');
});
