import { describe, expect, test } from '@jest/globals';
import { read, words } from './context.js';

/**
 * Texts with the words of a wish about the texting that wish nothing of the kind: a club's list, a bus that comes no more, a
 * newspaper, the texts of others, a telephone at school, a number written wrongly on a form, lunch cancelled by mistake. A
 * line a language.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  en: 'thanks for the message, take him off the chess club list|the bus does not stop here any more, send us the new stop please|we do not get the school newspaper any more|the other parents keep texting, tell them to stop|his phone rang in class, no phone any more for him|I wrote the wrong number on the form, it ends in 82|I cancelled his lunch by mistake, please start it again|no more homework on fridays, please|from now on his aunt picks him up, no text needed',
  es: 'gracias por el mensaje, quítenlo de la lista del club de ajedrez|el camión ya no para aquí, manden la nueva parada|ya no nos llega el periódico de la escuela|las otras mamás me mandan mensajes todo el día, díganles que paren|sonó su celular en clase, ya no lo llevará más|puse mal el número en la hoja, termina en 82|cancelé su almuerzo por error, vuelvan a ponerlo|ya no más tarea los viernes por favor|de aquí en adelante lo recoge su tía',
  'pt-BR':
    'obrigada pela mensagem, tira ele da lista do xadrez|o ônibus não para mais aqui, mandem o ponto novo|não recebemos mais o jornal da escola|as outras mães mandam mensagem o dia todo, falem pra parar|o celular dele tocou na aula, não leva mais|escrevi o número errado na ficha, termina em 82|cancelei o almoço dele sem querer, coloquem de novo|chega de lição na sexta por favor|daqui pra frente a tia busca ele',
  fr: "merci pour le message, enlevez-le de la liste du club d'échecs|le bus ne s'arrête plus ici, envoyez le nouvel arrêt|nous ne recevons plus le journal de l'école|les autres parents m'écrivent toute la journée, dites-leur d'arrêter|son portable a sonné en classe, il ne le prendra plus|j'ai mis un mauvais numéro sur la fiche, il finit par 82|j'ai annulé sa cantine par erreur, remettez-la|plus de devoirs le vendredi s'il vous plaît|désormais sa tante vient le chercher",
  ht: 'mèsi pou mesaj la, retire l nan lis klèb echèk la|bis la pa kanpe isit ankò, voye nouvo estasyon an|nou pa resevwa jounal lekòl la ankò|lòt paran yo ap voye mesaj tout jounen, di yo sispann|telefòn li sonnen nan klas, li p ap pote l ankò|m ekri move nimewo sou fich la, li fini ak 82|m anile manje midi l pa erè, remete l|pa gen devwa vandredi ankò tanpri|kounye a se matant li k ap vin chèche l',
  vi: 'cảm ơn tin nhắn, bỏ cháu khỏi danh sách câu lạc bộ cờ|xe buýt không dừng ở đây nữa, gửi trạm mới giúp tôi|nhà tôi không nhận báo của trường nữa|phụ huynh khác nhắn hoài, cô nói họ thôi đi|điện thoại cháu reo trong lớp, không cho mang nữa|tôi ghi sai số trên phiếu, số cuối là 82|tôi lỡ hủy bữa trưa của cháu, đăng ký lại giúp|thứ sáu đừng cho bài tập nữa|từ nay dì cháu đón',
  pl: 'dziękuję za wiadomość, proszę wykreślić go z listy koła szachowego|autobus już się tu nie zatrzymuje, proszę wysłać nowy przystanek|nie dostajemy już gazetki szkolnej|inni rodzice ciągle piszą, proszę im powiedzieć żeby przestali|telefon zadzwonił mu na lekcji, więcej go nie weźmie|wpisałam zły numer na karcie, kończy się na 82|odwołałam obiad przez pomyłkę, proszę włączyć z powrotem|żadnych więcej zadań w piątki|odtąd odbiera go ciocia',
  sq: 'faleminderit për mesazhin, hiqeni nga lista e shahut|autobusi nuk ndalon më këtu, dërgoni stacionin e ri|nuk e marrim më gazetën e shkollës|prindërit e tjerë shkruajnë gjithë ditën, thuajuni të pushojnë|i ra telefoni në klasë, nuk do ta marrë më|kam shkruar numër gabim në formular, mbaron me 82|e anulova drekën gabimisht, rifilloni|mos jepni më detyra të premten|tani e tutje e merr tezja',
  so: 'mahadsanid fariinta, ka saar liiska kooxda shaxda|basku halkan kuma joogsado dambe, joogsiga cusub soo dira|wargeyska dugsiga nooma soo gaaro dambe|waalidka kale fariimo badan ayay soo diraan, u sheega inay joojiyaan|taleefankiisa ayaa fasalka ku dhawaaqay, ma qaadan doono dambe|lambar khaldan ayaan foomka ku qoray, wuxuu ku dhammaadaa 82|qadadiisa ayaan si khalad ah u joojiyay, dib u bilaaba|shaqo guri dambe jimcaha ha siinina|hadda ka dib eeddadiis baa soo qaadi doonta',
  sw: 'asante kwa ujumbe, mtoeni kwenye orodha ya klabu ya chesi|basi halisimami hapa tena, tumeni kituo kipya|hatupati gazeti la shule tena|wazazi wengine wanatuma meseji siku nzima, waambieni waache|simu yake ililia darasani, hataibeba tena|niliandika namba mbaya kwenye fomu, inaishia 82|nilighairi chakula chake kwa makosa, anzeni tena|msimpe kazi ya nyumbani ijumaa tena|kuanzia sasa shangazi yake atamchukua',
  tr: 'mesaj için teşekkürler, onu satranç kulübü listesinden çıkarın|servis artık burada durmuyor, yeni durağı gönderin|okul gazetesi artık gelmiyor|öbür veliler bütün gün mesaj atıyor, söyleyin bıraksınlar|telefonu derste çalmış, bir daha götürmeyecek|forma yanlış numara yazmışım, sonu 82|yemeğini yanlışlıkla iptal ettim, tekrar başlatın|cuma günleri artık ödev vermeyin|bundan sonra teyzesi alacak',
  ru: 'спасибо за сообщение, уберите его из списка шахматного кружка|автобус здесь больше не останавливается, пришлите новую остановку|мы больше не получаем школьную газету|другие родители пишут весь день, скажите им пусть перестанут|у него зазвонил телефон на уроке, больше не возьмёт|я написала неверный номер в анкете, последние цифры 82|я по ошибке отменила его обед, верните обратно|больше не задавайте уроки на пятницу|отныне его забирает тётя',
  uk: 'дякую за повідомлення, приберіть його зі списку шахового гуртка|автобус тут більше не зупиняється, надішліть нову зупинку|ми більше не отримуємо шкільну газету|інші батьки пишуть весь день, скажіть їм нехай перестануть|у нього задзвонив телефон на уроці, більше не візьме|я написала неправильний номер в анкеті, кінець 82|я помилково скасувала його обід, поверніть назад|більше не задавайте уроки на п’ятницю|надалі його забирає тітка',
  ar: 'شكرا على الرسالة، شيلوه من قائمة نادي الشطرنج|الباص ما عاد يوقف هون، ابعتوا الموقف الجديد|ما عاد توصلنا جريدة المدرسة|باقي الأهالي بيبعتوا رسائل طول اليوم، قولوا لهم يبطلوا|رن تلفونه بالصف، ما رح ياخده بعد اليوم|كتبت رقم غلط بالاستمارة، آخره 82|لغيت غداه بالغلط، رجعوه|لا تعطوا واجبات يوم الجمعة بعد الآن|من الآن خالته بتاخده',
  ur: 'میسج کا شکریہ، اسے شطرنج کلب کی لسٹ سے نکال دیں|بس اب یہاں نہیں رکتی، نیا سٹاپ بھیجیں|سکول کا اخبار اب ہمیں نہیں ملتا|دوسرے والدین سارا دن میسج کرتے ہیں، انہیں کہیں بند کریں|کلاس میں اس کا فون بج گیا، اب نہیں لے جائے گا|فارم پر غلط نمبر لکھ دیا، آخر میں 82 ہے|اس کا لنچ غلطی سے بند کر دیا، دوبارہ شروع کریں|جمعے کو اب ہوم ورک نہ دیں|آئندہ اس کی خالہ لینے آئیں گی',
  ps: 'د پیغام مننه، د شطرنج کلب له لېست یې وباسئ|بس نور دلته نه درېږي، نوی تمځای راولېږئ|د ښوونځي ورځپاڼه نور نه راځي|نور والدین ټوله ورځ پیغامونه کوي، ورته ووایئ چې بس کړي|په ټولګي کې یې تلیفون وغږېد، نور به یې نه وړي|په فورمه کې مې غلطه شمېره لیکلې، پای یې 82 دی|د هغه ډوډۍ مې په غلطۍ بنده کړه، بیا یې پیل کړئ|د جمعې په ورځ نور کورنۍ دنده مه ورکوئ|له دې وروسته به یې خاله بوځي',
  'fa-AF':
    'تشکر از پیام، نامش را از لست کلپ شطرنج بکشین|بس دیگه اینجه ایستاد نمیشه، ایستگاه نو را روان کنین|روزنامه مکتب دیگه برای ما نمیایه|والدین دیگر تمام روز پیام میکنند، برایشان بگویید بس کنند|تلیفونش ده صنف زنگ خورد، دیگه نمیبرد|در فورمه شماره را غلط نوشتم، آخرش 82 است|نانش را به اشتباه لغو کردم، دوباره شروع کنید|روز جمعه دیگه کارخانگی نتین|ازی به بعد خاله اش میبردش',
  bn: 'মেসেজের জন্য ধন্যবাদ, ওকে দাবা ক্লাবের লিস্ট থেকে বাদ দেন|বাস আর এখানে থামে না, নতুন স্টপ পাঠান|স্কুলের পত্রিকা আর আসে না আমাদের|অন্য অভিভাবকরা সারাদিন মেসেজ দেয়, ওদের বলেন থামতে|ক্লাসে ওর ফোন বেজেছে, আর নিয়ে যাবে না|ফর্মে ভুল নম্বর লিখছি, শেষে 82|ওর লাঞ্চ ভুল করে বন্ধ করছি, আবার চালু করেন|শুক্রবারে আর হোমওয়ার্ক দিয়েন না|এখন থেকে ওর খালা নিয়ে যাবে',
  hi: 'मैसेज का धन्यवाद, उसे शतरंज क्लब की लिस्ट से हटा दें|बस अब यहाँ नहीं रुकती, नया स्टॉप भेजें|स्कूल का अखबार अब हमें नहीं मिलता|दूसरे माता पिता सारा दिन मैसेज करते हैं, उन्हें कहिए बंद करें|क्लास में उसका फोन बज गया, अब नहीं ले जाएगा|फॉर्म पर गलत नंबर लिख दिया, आखिर में 82 है|उसका लंच गलती से बंद कर दिया, दोबारा शुरू करें|शुक्रवार को अब होमवर्क मत दो|अब से उसकी मौसी लेने आएगी',
  'zh-Hans':
    '谢谢短信，把他从象棋社名单上去掉|校车不再停这里了，请发新车站|我们家收不到校报了|别的家长天天发消息，叫他们别发了|他上课手机响了，以后不再带了|表格上我号码写错了，尾号是82|我不小心取消了他的午餐，请重新恢复|周五别再布置作业了|今后由他阿姨来接',
  'zh-Hant':
    '謝謝簡訊，把他從象棋社名單上去掉|校車不再停這裡了，請傳新車站|我們家收不到校刊了|其他家長天天傳訊息，叫他們別傳了|他上課手機響了，以後不再帶了|表格上我號碼寫錯了，尾數是82|我不小心取消了他的午餐，請重新恢復|禮拜五別再出功課了|今後由他阿姨來接',
  ko: '문자 감사해요, 체스부 명단에서 빼 주세요|버스가 이제 여기 안 서요, 새 정류장 보내 주세요|학교 신문이 더 이상 안 와요|다른 학부모들이 하루 종일 문자해요, 그만하라고 해 주세요|수업 중에 폰이 울렸대요, 앞으로는 안 가져가요|서류에 번호를 잘못 썼어요, 끝자리가 82예요|급식을 실수로 취소했어요, 다시 해 주세요|금요일에는 이제 숙제 내지 마세요|앞으로는 이모가 데리러 가요',
};

const texts = Object.entries(lookAlikes).flatMap(([language, lines]) =>
  lines.split('|').map((text) => [language, text] as const),
);

describe('a text with the words of a wish about the texting that wishes none', () => {
  test('stands there in every language', () => {
    expect(words.languages.filter((code) => !(code in lookAlikes))).toEqual([]);
  });

  test.each(texts)('ends no texts: %s: %s', (language, text) => {
    const { consent, consentCertainty } = read(language, text);
    expect(consent).not.toBe('opt_out');
    expect(consent === 'wrong_number' && consentCertainty === 'sure').toBe(false);
  });
});

/** Who asks for the texts to go on, with the words of those who ask for an end. */
const goOn: Readonly<Record<string, string>> = {
  en: "don't stop the texts, they help a lot",
  es: 'no dejen de mandar mensajes, me sirven mucho',
  'pt-BR': 'não parem de mandar mensagens, ajudam muito',
  fr: "n'arrêtez pas les messages",
  ht: 'pa sispann voye mesaj yo, yo itil anpil',
  vi: 'đừng ngừng gửi tin nhắn, rất có ích',
  pl: 'nie przestawajcie wysyłać smsów',
  sq: 'mos i ndaloni mesazhet',
  so: 'fariimaha ha joojin, way i caawiyaan',
  sw: 'msisitishe meseji, zinanisaidia',
  tr: 'mesajları kesmeyin, çok işime yarıyor',
  ru: 'не прекращайте присылать смс',
  uk: 'не припиняйте надсилати смс',
  ar: 'لا توقفوا الرسائل',
  ur: 'میسج بند نہ کریں',
  ps: 'پیغامونه مه بندوئ',
  'fa-AF': 'پیام ها را بند نکنین',
  bn: 'মেসেজ বন্ধ করবেন না',
  hi: 'मैसेज बंद मत करो',
  'zh-Hans': '不要停止发短信',
  'zh-Hant': '不要停掉簡訊',
  ko: '문자 중단하지 마세요',
};

test.each(Object.entries(goOn))('not to stop the texts ends none: %s: %s', (language, text) => {
  expect(read(language, text).consent).not.toBe('opt_out');
});

test.each([
  [
    'fr',
    'je vous prie de retirer mon numéro de votre liste, je ne souhaite plus recevoir vos messages',
    'opt_out',
  ],
  ['ar', 'لو سمحتوا ما اريد توصلني رسائل منكم', 'opt_out'],
  ['en', 'I unsubscribed from the messages by mistake, please start them again', 'opt_in'],
  ['so', 'caawin', 'help'],
])('what is meant is heard beside it: %s: %s', (language, text, consent) => {
  expect(read(language, text).consent).toBe(consent);
});

test('nor does it where more is said politely, in vi', () => {
  expect(read('vi', 'xin đừng ngừng gửi tin nhắn').consent).toBeNull();
  expect(read('vi', 'xin đừng gửi tin nhắn cho tôi nữa').consent).toBe('opt_out');
});
