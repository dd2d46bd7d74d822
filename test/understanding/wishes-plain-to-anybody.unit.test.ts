import { describe, expect, test } from '@jest/globals';
import { read, words } from './context.js';

const textsOf = (lines: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(lines).flatMap(([language, line]) =>
    line.split('|').map((text) => [language, text] as const),
  );

/**
 * Lists, systems, permissions, services and numbers that are not those of the texting; halves and thirds of something
 * else. A line a language.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  en: 'please take her off the bus list|remove him from the team, he has practice elsewhere|take this number of books back to the library|I did not give permission for the field trip photos|your system says she was absent, she was there|cut the apple in half for his lunch please|we should not have missed the bus, sorry|cancel the after school service for my son|my contact at the office retired, who do I ask now',
  es: 'quiten a mi hija de la lista del camión por favor|retiro a mi hijo a las dos, tiene cita|no di permiso para las fotos del paseo|en su sistema sale que faltó y sí fue|córtenle la manzana a la mitad para el lunch|no debí mandarlo con fiebre, perdón|retiren al niño del equipo de futbol|ese servicio del comedor está muy bueno|basta de tanta tarea por favor',
  'pt-BR':
    'tira ela da lista do ônibus por favor|vou retirar meu filho às duas, tem médico|não autorizei as fotos do passeio|no sistema consta falta mas ele foi|corta a maçã pela metade no lanche dele|não devia ter mandado ele com febre, desculpa|tirem o menino do time de futebol|esse telefone da cantina não atende|basta de tanta lição por favor',
  fr: "enlevez ma fille de la liste du bus s'il vous plaît|je n'ai pas donné mon autorisation pour les photos de la sortie|votre système dit qu'il était absent, il était là|coupez sa pomme de moitié pour le goûter|nous n'aurions pas dû le laisser venir malade|retirez mon fils de l'équipe de foot|le service de cantine est très bien|assez de devoirs pour cette semaine|radio et télé parlent de la grève des bus",
  ht: 'wete pitit fi m nan sou lis bis la tanpri|m pa t bay otorizasyon pou foto sòti a|sistèm nan di li te absan, li te la|koupe pòm nan nan mwatye pou li manje midi|nou pa t dwe voye l lekòl ak lafyèv|retire l nan ekip foutbòl la|sèvis manje a bon anpil|ase ak devwa pou semèn sa a|kontak mwen nan biwo a pa la ankò',
  pl: 'proszę skreślić córkę z listy na autobus|nie wyrażałam zgody na zdjęcia z wycieczki|w systemie jest nieobecność, a on był w szkole|proszę przekroić mu jabłko na połowę do obiadu|niepotrzebnie puściłam go do szkoły z gorączką|proszę wypisać syna z drużyny|ta usługa stołówki jest bardzo dobra|dosyć tych zadań domowych na ten tydzień|telefon z listy zakupów syna zgubił się w szatni',
  sq: 'hiqeni vajzën nga lista e autobusit ju lutem|nuk kam dhënë leje për fotot e shëtitjes|në sistem del mungesë, por ai ishte në shkollë|priteni mollën përgjysmë për drekën e tij|nuk duhej ta sillja me temperaturë, më falni|hiqeni djalin nga ekipi i futbollit|shërbimi i mensës është shumë i mirë|boll me detyra këtë javë|kontakti im në zyrë ka dalë në pension',
  so: 'gabadhayda ka saara liiska baska fadlan|ogolaansho kama bixin sawirrada dalxiiska|nidaamku wuxuu leeyahay way maqnayd laakiin way joogtay|tufaaxa kala bar u jar qadadiisa|ma ahayn inaan soo diro isagoo qandho qaba|wiilkayga ka saara kooxda kubbadda|adeegga qadada aad buu u fiican yahay|shaqo guri badan ayaa la siiyay, in yar ka dhimo',
  sw: 'mwondoeni binti yangu kwenye orodha ya basi|sikutoa ruhusa ya picha za safari|mfumo unasema hakuwepo lakini alikuwepo|mkatieni tufaha nusu kwa chakula cha mchana|sikupaswa kumleta akiwa na homa, samahani|mtoeni mwanangu kwenye timu ya mpira|huduma yenu ya chakula ni nzuri sana|namba hii ya basi ni ipi|punguzeni kazi ya nyumbani wiki hii',
  tr: 'kızımı servis listesinden çıkarın lütfen|gezi fotoğrafları için izin vermedim|sistemde yok görünüyor ama okuldaydı|elmayı yarıya kesin öğle yemeğinde|ateşliyken boşuna gönderdim, kusura bakmayın|oğlumu futbol takımından çıkarın|yemekhane hizmetinizi çok beğendik|bu numaralı servis nereden kalkıyor|ödevleri biraz azaltın lütfen',
  vi: 'bỏ con gái tôi khỏi danh sách xe buýt giúp|tôi không cho phép chụp hình chuyến đi chơi|hệ thống ghi cháu vắng nhưng cháu có đi học|cắt trái táo một nửa cho bữa trưa của cháu|lẽ ra tôi không nên cho cháu đi học khi sốt|cho con trai tôi rút khỏi đội bóng|dịch vụ ăn trưa của trường tốt lắm|xe buýt số này mấy giờ tới|bớt bài tập tuần này giúp cháu nha',
  ru: 'уберите дочь из списка на автобус пожалуйста|я не давала согласия на фото с экскурсии|в системе стоит прогул, а он был в школе|разрежьте ему яблоко наполовину на обед|зря я отправила его с температурой, извините|исключите сына из футбольной команды|услуга питания очень хорошая|этот номер автобуса где останавливается|хватит этих уроков на выходные',
  uk: 'приберіть доньку зі списку на автобус будь ласка|я не давала згоди на фото з екскурсії|у системі стоїть пропуск, а він був у школі|розріжте йому яблуко наполовину на обід|дарма я відправила його з температурою, вибачте|заберіть сина з футбольної команди|послуга харчування дуже добра|цей номер автобуса де зупиняється|досить цих уроків на вихідні',
  ar: 'شيلوا بنتي من قائمة الباص لو سمحتوا|ما عطيت اذن لصور الرحلة|النظام كاتب غياب وهو كان بالمدرسة|اقطعوا التفاحة للنص لغداه|ما كان لازم ابعته وهو سخن، اسف|طلعوا ابني من فريق الكرة|خدمة الغداء ممتازة|هذا الرقم تبع اي باص|خففوا الواجبات هالأسبوع',
  ur: 'بیٹی کو بس کی لسٹ سے نکال دیں|سیر کی تصویروں کی اجازت نہیں دی|سسٹم میں غیر حاضر ہے مگر وہ سکول میں تھا|سیب آدھا کاٹ کر لنچ میں دیں|بخار میں فضول میں بھیج دیا، معذرت|بیٹے کو فٹ بال ٹیم سے نکال دیں|کھانے کی سروس بہت اچھی ہے|یہ نمبر کی بس کہاں رکتی ہے|ہوم ورک کچھ کم کر دیں',
  ps: 'لور مې د بس له لېست څخه وباسئ|د سیل عکسونو ته مې اجازه نه ده ورکړې|سیسټم وايي غیر حاضر و خو هغه په ښوونځي کې و|مڼه نیمه کړئ د غرمې ډوډۍ ته|بې ځایه مې په تبه کې ولېږه، بښنه|زوی مې د فوټبال له ټیم څخه وباسئ|د ډوډۍ خدمت ډېر ښه دی|دا نمبر بس چیرته درېږي|کورنۍ دنده لږ کړئ',
  'fa-AF':
    'دخترم را از لست بس بکشین لطفا|برای عکس های سیر علمی اجازه نداده بودم|سیستم غیرحاضر نوشته ولی او ده مکتب بود|سیب را نیم کنین برای نان چاشتش|بی جا روانش کردم تب داشت، ببخشین|بچیم را از تیم فوتبال بکشین|خدمات نان چاشت بسیار خوب است|این نمبر بس کجا ایستاد میشه|کارخانگی را کم کنین لطفا',
  bn: 'মেয়েকে বাসের লিস্ট থেকে বাদ দেন প্লিজ|ট্রিপের ছবির অনুমতি দেই নাই|সিস্টেমে অনুপস্থিত লেখা কিন্তু ও স্কুলে ছিল|আপেলটা অর্ধেক করে কেটে দিয়েন লাঞ্চে|জ্বর নিয়া শুধু শুধু পাঠাইছি, সরি|ছেলেকে ফুটবল টিম থেকে বাদ দেন|খাবারের সার্ভিসটা খুব ভালো|এই নাম্বার বাসটা কোথায় থামে|হোমওয়ার্ক একটু কমান',
  hi: 'बेटी को बस की लिस्ट से हटा दीजिए|पिकनिक की फोटो की अनुमति नहीं दी|सिस्टम में गैरहाजिर है पर वह स्कूल में था|सेब आधा काट कर लंच में दीजिए|बुखार में बेकार में भेज दिया, माफ कीजिए|बेटे को फुटबॉल टीम से निकाल दीजिए|खाने की सर्विस बहुत अच्छी है|इस नंबर की बस कहाँ रुकती है|होमवर्क थोड़ा कम कर दीजिए',
  'zh-Hans':
    '请把我女儿从校车名单上去掉|郊游照片我没有同意|系统显示他缺勤，可他在学校|午餐的苹果请切一半|不应该让他发着烧去学校，抱歉|把我儿子从足球队名单上拿掉|午餐服务很好|这个号码的校车在哪里停|作业请少一点',
  'zh-Hant':
    '請把我女兒從校車名單上去掉|郊遊照片我沒有同意|系統顯示他缺席，可是他在學校|午餐的蘋果請切一半|不應該讓他發燒去學校，抱歉|把我兒子從足球隊名單上拿掉|午餐服務很好|這個號碼的校車在哪裡停|功課請少一點',
  ko: '딸을 버스 명단에서 빼 주세요|소풍 사진은 동의한 적 없어요|시스템에 결석으로 나오는데 학교에 있었어요|점심 사과는 반으로 잘라 주세요|열이 있는데 괜히 보냈네요, 죄송합니다|아들을 축구팀에서 빼 주세요|급식 서비스 정말 좋아요|이 번호 버스는 어디에 서나요|숙제 좀 줄여 주세요',
};

describe('a text with the words of a plain wish that is about something else', () => {
  test('stands there in every language', () => {
    expect(words.languages.filter((code) => !(code in lookAlikes))).toEqual([]);
  });

  test.each(textsOf(lookAlikes))('ends no texts: %s: %s', (language, text) => {
    const { consent, consentCertainty } = read(language, text);
    expect(consent).not.toBe('opt_out');
    expect(consent === 'wrong_number' && consentCertainty === 'sure').toBe(false);
  });
});

/** Who keeps the emergencies, and is done with all the rest. */
const keepsEmergencies: Readonly<Record<string, string>> = {
  en: 'leave the emergencies, remove all other messages',
  es: 'dejen las emergencias, quiten todos los otros mensajes',
  'pt-BR': 'deixem as emergências, tirem as outras mensagens',
  fr: 'laissez les urgences, enlevez tous les autres messages',
  ht: 'kite ijans yo, retire tout lòt mesaj',
  vi: 'giữ khẩn cấp thôi, bỏ hết tin nhắn khác',
  pl: 'zostawcie nagłe wypadki, usuńcie wszystkie inne wiadomości',
  sq: 'lini urgjencat, hiqni mesazhet e tjera',
  so: 'degdegga ii daaya, fariimaha kale iga saara',
  sw: 'acheni dharura tu, ondoeni jumbe nyingine',
  tr: 'acil durumlar kalsın, diğer bütün mesajları kaldırın',
  ru: 'оставьте экстренные, уберите все другие сообщения',
  uk: 'залиште термінові, приберіть усі інші повідомлення',
  ar: 'خلوا الطوارئ، شيلوا كل الرسائل الاخرى',
  ur: 'ایمرجنسی رہنے دیں، باقی تمام میسج ہٹا دیں',
  ps: 'بېړني پرېږدئ، نور ټول پیغامونه لرې کړئ',
  'fa-AF': 'عاجل بماند، باقی پیام ها را دور کنین',
  bn: 'জরুরি থাকুক, অন্য সব মেসেজ বাদ দেন',
  hi: 'इमरजेंसी रहने दो, बाकी तमाम मैसेज हटा दो',
  'zh-Hans': '紧急的留着，其他短信都删掉',
  'zh-Hant': '緊急的留著，其他簡訊都刪掉',
  ko: '긴급은 두고 나머지 문자는 다 빼 주세요',
};

test.each(Object.entries(keepsEmergencies))(
  'who keeps the emergencies ends no texts: %s: %s',
  (language, text) => {
    expect(['alerts_only', null]).toContain(read(language, text).consent);
  },
);

/** Who left by mistake or in haste, and wants to be texted again. */
const leftInHaste: Readonly<Record<string, string>> = {
  en: 'I unsubscribed needlessly, please switch the texts back on',
  es: 'me di de baja sin necesidad, vuelvan a mandar los mensajes',
  'pt-BR': 'me descadastrei sem necessidade, voltem a mandar as mensagens',
  fr: 'je me suis désabonné trop vite, remettez les messages',
  ht: 'm te dezabone twò vit, remete mesaj yo',
  vi: 'tôi hủy đăng ký vội quá, bật lại tin nhắn giúp',
  pl: 'wypisałem się niepotrzebnie, proszę przywrócić smsy',
  sq: 'u çregjistrova pa nevojë, riktheni mesazhet',
  sw: 'nilijitoa bila sababu, rudisheni meseji',
  tr: 'gereksiz yere aboneliği iptal ettim, mesajları tekrar başlatın',
  ru: 'зря я отписалась, верните смс',
  uk: 'дарма я відписалась, поверніть смс',
  ar: 'الغيت الاشتراك وتسرعت، رجعوا الرسائل',
  ur: 'جلد بازی میں میسج بند کر دیے تھے، دوبارہ شروع کریں',
  'fa-AF': 'به عجله پیام ها را بند کردم، دوباره فعال کنین',
  bn: 'শুধু শুধু মেসেজ বন্ধ করছিলাম, আবার চালু করেন',
  hi: 'जल्दबाजी में मैसेज बंद किए थे, दोबारा शुरू कीजिए',
  'zh-Hans': '一时冲动退订了，请恢复短信',
  'zh-Hant': '一時衝動退訂了，請恢復簡訊',
  ko: '괜히 수신거부했네요, 문자 다시 보내 주세요',
};

test.each(Object.entries(leftInHaste))('who left in haste ends nothing: %s: %s', (language, text) => {
  expect(['opt_in', null]).toContain(read(language, text).consent);
});

/** What anybody understands at once. */
const plain: readonly (readonly [string, string, string])[] = [
  ['en', 'Take this number off your mailing list please', 'opt_out'],
  ['en', 'delete our phone from your database', 'opt_out'],
  ['en', 'I revoke my permission for these texts', 'opt_out'],
  ['es', 'retiren mi teléfono del sistema', 'opt_out'],
  ['es', 'no autoricé estos mensajes, quítenme', 'opt_out'],
  ['pt-BR', 'tirem meu contato do banco de dados', 'opt_out'],
  ['fr', 'supprimez notre numéro de vos bases', 'opt_out'],
  ['fr', 'basta les sms', 'opt_out'],
  ['ht', 'efase nimewo a nan sistèm nan', 'opt_out'],
  ['pl', 'dosyć tych wiadomości, koniec', 'opt_out'],
  ['pl', 'proszę usunąć numer z systemu', 'opt_out'],
  ['sq', 'Dua të dal nga shërbimi i mesazheve.', 'opt_out'],
  ['sw', 'jitoa', 'opt_out'],
  ['uk', 'vidpysatysia', 'opt_out'],
  ['uk', 'відключіть мені цю послугу', 'opt_out'],
  ['ru', 'хочу выйти из рассылки', 'opt_out'],
  ['ur', 'مجھے یہ سروس نہیں چاہیے', 'opt_out'],
  ['ps', 'لغو کړي', 'opt_out'],
  ['vi', 'STOP nha', 'opt_out'],
  ['zh-Hans', '退出短信', 'opt_out'],
  ['ko', '번호 삭제해 주세요, 문자 그만', 'opt_out'],
  ['sw', 'msizidishe hizi sms', 'fewer'],
  ['en', 'I consent to receive messages', 'opt_in'],
  ['pl', 'wyrażam zgodę na sms-y', 'opt_in'],
  ['ht', 'Kijan pou m enskri pou resevwa tèks lekòl la? M vle ladan l', 'opt_in'],
  ['ur', 'yeh kis ka number hai', 'help'],
];

test.each(plain)('what anybody understands is understood: %s: %s: %s', (language, text, consent) => {
  expect(read(language, text).consent).toBe(consent);
});

test('who wants nothing on this telephone does not say whose it is', () => {
  const { consent, mayBeWrongNumber } = read('ht', 'Mwen pa vle resevwa anyen sou telefòn sa a ankò. Mèsi');
  expect(consent).toBe('opt_out');
  expect(mayBeWrongNumber).toBe(false);
});

test('whose mother gets the texts may be done with them, and does not want them', () => {
  expect(read('bn', 'ছেলের মা মেসেজ পায়, আমারটা অফ করে দেন').consent).not.toBe('opt_in');
});
