import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

/**
 * Replies as families type them: a language, the options of a choice, and replies with what was asked and what they
 * say before each: Y+ and Y- to yes or no, R4 a rating, M20 minutes, K12 a number, C1 the option of that index; "?" is
 * unclear.
 */
const replies: readonly (readonly [string, string, string])[] = [
  [
    'en',
    'Morning|Afternoon|Evening',
    "Y+ yea we can make it; Y+ absolutly; Y+ u know it; Y+ we'll be there; Y- cant make it sorry; Y- not this time; Y- afraid not, working late; Y? gotta check my schedule; Y? depends on work; R5 perfect score; R4 a four from us; R? somewhere between 3 and 4; M25 about 25 min or so; M90 hour and a half; M45 three quarters of an hour; M30 half an hr; K12 a dozen; K2 a couple; K0 none this week; C2 the last one; C? whatever works; C0 1st option pls",
  ],
  [
    'es',
    'Mañana|Tarde|Noche',
    'Y+ claro q si; Y+ simon; Y+ ahi estaremos; Y+ cuente con nosotros; Y- no voy a poder; Y- nel; Y- ese dia trabajo, no puedo; Y? dejeme ver; Y? depende del trabajo; R5 un cinco; R5 diez de diez no pues 5; R4 le pongo cuatro; R? entre 3 y 4; M20 unos veinte minutitos; M60 una horita; M30 media ora; M75 una hora y cuarto; K12 una docena; K2 un par; K0 ninguno; C1 por la tardecita; C2 ya noche; C? cualquiera esta bien; C0 la primera',
  ],
  [
    'pt-BR',
    'Manhã|Tarde|Noite',
    'Y+ com certeza; Y+ bora; Y+ pode contar com a gente; Y+ uhum; Y- não vai dar; Y- nem rola; Y- infelizmente não; Y? vou ver; Y? depende do serviço; R5 cinco estrelas; R4 dou 4; R? uns 3 ou 4; M20 uns vinte minutinhos; M60 uma horinha; M30 meia hr; M40 quarenta min mais ou menos; K12 uma dúzia; K2 um par; K0 nenhum; C1 de tardezinha; C2 a última; C? tanto faz; C0 primeira opção',
  ],
  [
    'fr',
    'Matin|Après-midi|Soir',
    "Y+ bien sur; Y+ carrément; Y+ on sera là; Y+ ouais; Y- impossible désolé; Y- nan; Y- on pourra pas venir; Y? je vais voir; Y? ça dépend du boulot; R5 cinq étoiles; R4 je mets 4; R? entre 3 et 4; M20 une vingtaine de minutes; M60 une petite heure; M30 une demi heure; M75 une heure et quart; K12 une douzaine; K10 une dizaine; K0 aucun; C1 l'aprem; C2 le dernier; C? peu importe; C0 la première",
  ],
  [
    'ht',
    'Maten|Apremidi|Aswè',
    'Y+ wi n ap vini; Y+ dakò; Y+ san pwoblèm; Y- m pa ka vini; Y- non padon; Y- m p ap kapab; Y? m pral wè; Y? sa depann de travay; R5 senk; R4 m ba l 4; R? ant 3 ak 4; M20 ven minit konsa; M60 inèdtan; M30 demi è; M15 yon ka dè; K12 yon douzèn; K2 de liv; K0 okenn; C1 nan apremidi a; C2 dènye a; C? nenpòt; C0 premye a',
  ],
  [
    'vi',
    'Sáng|Chiều|Tối',
    'Y+ dạ được ạ; Y+ ok cô; Y+ có đi; Y+ chắc chắn rồi; Y- dạ không đi được; Y- hổng được; Y- bữa đó bận rồi cô; Y? để em coi lại; Y? tuỳ công việc; R5 năm sao; R4 cho 4 điểm; R? khoảng 3 tới 4; M20 chừng hai chục phút; M60 một tiếng; M30 nửa tiếng; M90 một tiếng rưỡi; M45 bốn lăm phút; K12 một tá; K2 hai cuốn; K0 không cuốn nào; C1 buổi chiều nha; C2 cái cuối cùng; C? sao cũng được; C0 cái đầu tiên',
  ],
  [
    'zh-Hans',
    '上午|下午|晚上',
    'Y+ 没问题; Y+ 必须的; Y+ 我们会去; Y+ 嗯嗯; Y- 去不了; Y- 不行啊; Y- 那天要上班; Y? 再看看吧; Y? 看情况; R5 满分; R4 打四分; R? 三四分吧; M20 二十来分钟; M60 一个小时; M30 半小时; M90 一个半小时; M45 三刻钟; K2 两本; K0 一本都没有; C1 下午吧; C2 最后一个; C? 都行; C0 第一个',
  ],
  [
    'zh-Hant',
    '上午|下午|晚上',
    'Y+ 沒問題; Y+ 好喔; Y+ 我們會去; Y+ 當然; Y- 沒辦法去; Y- 不行耶; Y- 那天要上班; Y? 再看看; Y? 看狀況; R5 滿分; R4 給四分; R? 三四分吧; M20 差不多二十分鐘; M60 一個鐘頭; M30 半個鐘; M90 一個半小時; M45 三刻鐘; K2 兩本; K0 一本都沒有; C1 下晝; C2 最後一個; C? 都可以; C0 第一個',
  ],
  [
    'ko',
    '오전|오후|저녁',
    'Y+ 넵; Y+ 당연하죠; Y+ 갈 수 있어요; Y+ 네네 갈게요; Y- 못 가요; Y- 어려울 것 같아요; Y- 아뇨; Y? 봐야 알 것 같아요; Y? 일 봐서요; R5 만점; R4 4점 드려요; R? 3에서 4 사이; M20 한 이십분; M60 한시간 정도; M30 반시간; M90 한시간 반; K12 열두권; K2 두 권; K0 하나도 없어요; C1 오후요; C2 마지막이요; C? 아무거나 괜찮아요; C0 첫번째',
  ],
  [
    'ar',
    'الصباح|بعد الظهر|المساء',
    'Y+ اكيد; Y+ ايوه جايين; Y+ ان شاء الله نيجي; Y+ طبعا; Y- ما بقدر; Y- لأ للأسف; Y- مش هنقدر نيجي; Y? لسا ما بعرف; Y? حسب الشغل; R5 خمسة من خمسة; R4 اربعه; R? بين ٣ و ٤; M20 عشرين دقيقة تقريبا; M60 ساعة; M30 نص ساعة; M15 ربع ساعة; M45 ساعة الا ربع; K12 درزن; K2 كتابين; K0 ولا واحد; C1 العصر; C2 الاخير; C? اي واحد; C0 الاول',
  ],
  [
    'fa-AF',
    'صبح|بعد از ظهر|شب',
    'Y+ بلی حتما; Y+ ها میاییم; Y+ البته; Y- نی نمیتوانیم; Y- نمیشه متاسفانه; Y- نه تشکر; Y? ببینم; Y? مربوط کار است; R5 پنج; R4 چهار میدهم; R? بین ۳ و ۴; M20 حدود بیست دقیقه; M60 یک ساعت; M30 نیم ساعت; M90 یک و نیم ساعت; K12 یک درجن; K2 دو دانه; C1 بعد از چاشت; C2 آخری; C? فرق نمیکند; C0 اولی',
  ],
  [
    'ps',
    'سهار|ماسپښین|ماښام',
    'Y+ هو راځو; Y+ ضرور; Y+ ولې نه; Y- نه شو راتلای; Y- نه بښنه غواړم; Y- نشم کولی; Y? وبه ګورم; Y? په کار پورې اړه لري; R5 پنځه; R4 څلور ورکوم; R? د ۳ او ۴ ترمنځ; M20 شاوخوا شل دقیقې; M60 یو ساعت; M30 نیم ساعت; M90 یو نیم ساعت; K12 یو درجن; K2 دوه; C1 د ماسپښین; C2 وروستی; C? هر یو; C0 لومړی',
  ],
  [
    'ur',
    'صبح|دوپہر|شام',
    'Y+ جی ضرور; Y+ ہاں جی آئیں گے; Y+ بالکل; Y+ kyun nahi zaroor; Y- نہیں آ سکتے; Y- مشکل ہے; Y- معذرت نہیں; Y? دیکھتے ہیں; Y? کام پر منحصر ہے; R5 پانچ; R4 چار دوں گی; R? ۳ یا ۴; M20 تقریبا بیس منٹ; M60 ایک گھنٹہ; M30 آدھا گھنٹہ; M90 ڈیڑھ گھنٹہ; M45 پون گھنٹہ; K12 ایک درجن; K2 دو عدد; K0 ایک بھی نہیں; C1 دوپہر میں; C2 آخری والا; C? کوئی بھی; C0 پہلا والا',
  ],
  [
    'hi',
    'सुबह|दोपहर|शाम',
    'Y+ जी ज़रूर; Y+ हाँ जी आएंगे; Y+ बिलकुल; Y+ haan ji pakka; Y- नहीं आ पाएंगे; Y- मुश्किल है; Y- माफ़ करना नहीं; Y? देखते हैं; Y? काम पर निर्भर है; R5 पाँच; R4 चार दूंगी; R? 3 या 4; M20 करीब बीस मिनट; M60 एक घंटा; M30 आधा घंटा; M90 डेढ़ घंटा; M45 पौन घंटा; K12 एक दर्जन; K2 दो किताबें; K0 एक भी नहीं; C1 दोपहर में; C2 आखिरी वाला; C? कोई भी; C0 पहला वाला',
  ],
  [
    'bn',
    'সকাল|দুপুর|সন্ধ্যা',
    'Y+ জি আসব; Y+ অবশ্যই; Y+ হ্যাঁ পারব; Y+ ji obosshoi; Y- আসতে পারব না; Y- না সরি; Y- সম্ভব না; Y? দেখি; Y? কাজের উপর নির্ভর করে; R5 পাঁচ; R4 চার দিব; R? ৩ থেকে ৪; M20 প্রায় বিশ মিনিট; M60 এক ঘণ্টা; M30 আধা ঘণ্টা; M90 দেড় ঘণ্টা; K12 এক ডজন; K2 দুইটা; K0 একটাও না; C1 দুপুরে; C2 শেষেরটা; C? যেকোনোটা; C0 প্রথমটা',
  ],
  [
    'ru',
    'Утро|День|Вечер',
    'Y+ конечно; Y+ ага придём; Y+ само собой; Y+ естественно; Y- не получится; Y- неа; Y- к сожалению никак; Y? надо подумать; Y? смотря как с работой; R5 пятёрка; R4 четвёрочка; R? от 3 до 4; M20 минут двадцать; M60 часик; M30 полчаса; M90 полтора часа; M15 четверть часа; K12 дюжина; K2 парочку; K0 ни одной; C1 днем; C2 последний; C? без разницы; C0 первый вариант',
  ],
  [
    'uk',
    'Ранок|День|Вечір',
    "Y+ звичайно; Y+ ага прийдемо; Y+ авжеж; Y+ звісно; Y- не вийде; Y- нє; Y- на жаль ніяк; Y? треба подумати; Y? дивлячись як з роботою; R5 п'ятірка; R4 четвірочка; R? від 3 до 4; M20 хвилин двадцять; M60 годинку; M30 пів години; M90 півтори години; M15 чверть години; K12 дюжина; K2 парочку; K0 жодної; C1 вдень; C2 останній; C? без різниці; C0 перший варіант",
  ],
  [
    'pl',
    'Rano|Popołudnie|Wieczór',
    'Y+ jasne; Y+ no pewnie; Y+ oczywiście będziemy; Y+ tak jest; Y- nie damy rady; Y- niestety nie; Y- nie ma szans; Y? zobaczę; Y? zależy od pracy; R5 piątka; R4 czwóreczka; R? między 3 a 4; M20 ze dwadzieścia minut; M60 godzinkę; M30 pół godzinki; M90 półtorej godziny; M15 kwadrans; K12 tuzin; K2 dwie; K0 żadnej; C1 po południu; C2 ostatnia; C? obojętnie; C0 pierwsza opcja',
  ],
  [
    'tr',
    'Sabah|Öğleden sonra|Akşam',
    'Y+ tabii ki; Y+ geliriz; Y+ olur; Y+ elbette; Y- gelemeyiz; Y- maalesef; Y- yok olmaz; Y? bakalım; Y? işe bağlı; R5 beş yıldız; R4 dört veririm; R? 3 ile 4 arası; M20 yirmi dk falan; M60 bir saat; M30 yarım saat; M90 bir buçuk saat; M15 çeyrek saat; K12 bir düzine; K2 iki tane; C1 ögleden sonra; C2 sonuncusu; C? fark etmez; C0 ilki',
  ],
  [
    'sq',
    'Mëngjes|Pasdite|Mbrëmje',
    'Y+ po patjetër; Y+ sigurisht; Y+ do vijmë; Y- smundem; Y- jo fatkeqësisht; Y- nuk vijmë dot; Y? do e shoh; Y? varet nga puna; R5 pesë; R4 i jap 4; R? mes 3 dhe 4; M20 rreth njëzet minuta; M60 një orë; M30 gjysmë ore; M90 një orë e gjysmë; K12 një duzinë; K2 dy copë; K0 asnjë; C1 pasditen; C2 e fundit; C? cilado; C0 e para',
  ],
  [
    'sw',
    'Asubuhi|Mchana|Jioni',
    'Y+ ndiyo tutakuja; Y+ bila shaka; Y+ naam; Y- hatutaweza; Y- hapana samahani; Y- haiwezekani; Y? nitaangalia; Y? inategemea kazi; R5 tano; R4 nampa nne; R? kati ya 3 na 4; M20 dakika ishirini hivi; M60 saa moja; M30 nusu saa; M90 saa moja na nusu; K12 dazeni moja; K2 viwili; C1 mchana; C2 ya mwisho; C? yoyote; C0 ya kwanza',
  ],
  [
    'so',
    'Subax|Galab|Fiid',
    'Y+ haa waan imanaynaa; Y+ dabcan; Y+ hubaal; Y- ma imaan karno; Y- maya waan ka xumahay; Y- suurtagal ma aha; Y? waan eegi doonaa; Y? shaqada ayay ku xiran tahay; R5 shan; R4 afar baan siin; R? inta u dhaxaysa 3 iyo 4; M20 ilaa labaatan daqiiqo; M60 hal saac; M30 nus saac; M90 saac iyo bar; K12 toban iyo laba; K2 laba buug; K0 midna; C1 galabtii; C2 kan ugu dambeeya; C? mid kasta; C0 kan koowaad',
  ],
  [
    'en',
    'Monday|Wednesday|Friday',
    "Y+ yesh; Y- we'll miss it; Y? have to see how he feels; R4 would say a four; R2 2ish; M35 35ish minutes; M20 twenty mins tops; M120 two hours straight; K8 eight so far; C1 wed is best; C2 end of the week, friday; C0 the monday one",
  ],
  [
    'es',
    'Lunes|Miércoles|Viernes',
    'Y+ síguele sí; Y+ por supuesto que vamos; Y- no creo poder; Y- tenemos otro compromiso; Y? todavía no sabemos; R4 pues un cuatrito; M35 treinta y cinco min; M20 como 20 mins; M120 dos horas seguidas; K8 ocho hasta ahora; C1 el miercolez; C2 el viernes porfa',
  ],
  [
    'pt-BR',
    'Segunda|Quarta|Sexta',
    'Y+ sim senhora; Y+ estaremos presentes; Y- não tem como; Y- temos outro compromisso; Y? ainda não sei; R4 um quatro; M35 trinta e cinco minutos; M120 duas horas direto; K8 oito até agora; C1 na quarta feira; C2 sexta é melhor',
  ],
  [
    'fr',
    'Lundi|Mercredi|Vendredi',
    "Y+ mais oui; Y+ on y va; Y- c'est pas possible pour nous; Y- on est pris ce jour là; Y? on sait pas encore; R4 je dirais 4; M35 trente cinq min; M120 deux bonnes heures; K8 huit pour l'instant; C1 mercredi ça m'arrange; C2 le vendredi svp",
  ],
  [
    'ht',
    'Lendi|Mèkredi|Vandredi',
    'Y+ wi mèt; Y+ nou dakò; Y- nou pa p ka la; Y- nou gen lòt bagay; Y? nou poko konn sa; R4 kat sou senk; M35 trant senk minit; M120 de zè d tan; K8 uit jiska prezan; C1 mèkredi pi bon; C2 vandredi tanpri',
  ],
  [
    'vi',
    'Thứ hai|Thứ tư|Thứ sáu',
    'Y+ dạ vâng; Y+ có chứ cô; Y- nhà em có việc nên thôi; Y- chắc không đi được rồi; Y? chưa biết nữa; R4 bốn trên năm; M35 ba mươi lăm phút; M120 hai tiếng; K8 tám cuốn rồi; C1 thứ 4 đi cô; C2 thứ sáu nha',
  ],
  [
    'zh-Hans',
    '周一|周三|周五',
    'Y+ 好的会到; Y+ 肯定啊; Y- 那天有事; Y- 恐怕去不成; Y? 还不知道呢; R4 四颗星; M35 三十五分钟左右; M120 两个钟头; K8 看了八本; C1 星期三; C2 礼拜五吧',
  ],
  [
    'zh-Hant',
    '週一|週三|週五',
    'Y+ 好啊會到; Y+ 一定去; Y- 那天有事; Y- 恐怕去不成; Y? 還不知道耶; R4 四顆星; M35 三十五分鐘左右; M120 兩個鐘頭; K8 看了八本; C1 星期三; C2 禮拜五吧',
  ],
  [
    'ko',
    '월요일|수요일|금요일',
    'Y+ 네 그럴게요; Y+ 예 가능합니다; Y- 그날은 안 되겠네요; Y- 선약이 있어요; Y? 아직 확실치 않아요; R4 네 개 줄게요 4개; M35 삼십오분쯤; M120 두시간이요; K8 여덟 권 읽었어요; C1 수욜; C2 금요일이 좋아요',
  ],
  [
    'ar',
    'الاثنين|الأربعاء|الجمعة',
    'Y+ نعم بالتأكيد; Y+ موافقين; Y- ما رح فينا نجي; Y- عنا موعد تاني; Y? لسا ما قررنا; R4 اعطيه اربعة; M35 خمسة وثلاثين دقيقة; M120 ساعتين; K8 ثمانية لحد هلا; C1 يوم الاربعا; C2 الجمعه افضل',
  ],
  [
    'fa-AF',
    'دوشنبه|چهارشنبه|جمعه',
    'Y+ بلی صاحب; Y+ حتما حاضر میشوم; Y- آن روز کار داریم; Y- نی امکانش نیست; Y? هنوز نمیفهمم; R4 چهار از پنج; M35 سی و پنج دقیقه; M120 دو ساعت; K8 هشت تا حال; C1 چارشنبه خوب است; C2 روز جمعه',
  ],
  [
    'ps',
    'دوشنبه|چهارشنبه|جمعه',
    'Y+ هو صیب; Y+ هو حتما; Y- هغه ورځ کار لرو; Y- نه ناممکنه ده; Y? لا نه پوهېږم; R4 څلور له پنځو; M35 پنځه دېرش دقیقې; M120 دوه ساعته; K8 اته تر اوسه; C1 د چهارشنبې په ورځ; C2 جمعه ښه ده',
  ],
  [
    'ur',
    'پیر|بدھ|جمعہ',
    'Y+ جی آپا; Y+ جی ہاں آئیں گے ان شاء اللہ; Y- اس دن کام ہے; Y- نہیں ممکن نہیں ہوگا; Y? ابھی پتہ نہیں; R4 پانچ میں سے چار; M35 پینتیس منٹ; M120 دو گھنٹے; K8 آٹھ اب تک; C1 بدھ کو; C2 جمعے کے دن',
  ],
  [
    'hi',
    'सोमवार|बुधवार|शुक्रवार',
    'Y+ जी मैडम; Y+ जी हाँ आएंगे; Y- उस दिन काम है; Y- नहीं मुमकिन नहीं होगा; Y? अभी पता नहीं; R4 पाँच में से चार; M35 पैंतीस मिनट; M120 दो घंटे; K8 आठ अब तक; C1 बुध को; C2 शुक्रवार को ठीक है',
  ],
  [
    'bn',
    'সোমবার|বুধবার|শুক্রবার',
    'Y+ জি আপা; Y+ হ্যাঁ আসবো ইনশাআল্লাহ; Y- ঐদিন কাজ আছে; Y- না সম্ভব হবে না; Y? এখনো ঠিক নাই; R4 পাঁচে চার; M35 পঁয়ত্রিশ মিনিট; M120 দুই ঘণ্টা; K8 আটটা এখন পর্যন্ত; C1 বুধবারে; C2 শুক্রবার ভালো',
  ],
  [
    'ru',
    'Понедельник|Среда|Пятница',
    'Y+ так точно; Y+ да мы за; Y- у нас дела в этот день; Y- вряд ли сможем; Y? ещё не решили; R4 на четыре; M35 минут тридцать пять; M120 два часика; K8 восемь пока; C1 в среду; C2 пятницу давайте',
  ],
  [
    'uk',
    "Понеділок|Середа|П'ятниця",
    "Y+ так точно; Y+ так ми за; Y- у нас справи в цей день; Y- навряд чи зможемо; Y? ще не вирішили; R4 на чотири; M35 хвилин тридцять п'ять; M120 дві годинки; K8 вісім поки; C1 в середу; C2 давайте в п'ятницю",
  ],
  [
    'pl',
    'Poniedziałek|Środa|Piątek',
    'Y+ tak tak będziemy; Y+ pewka; Y- mamy wtedy inne plany; Y- raczej nie damy rady; Y? jeszcze nie wiadomo; R4 na cztery; M35 trzydzieści pięć minut; M120 dwie godzinki; K8 osiem jak dotąd; C1 w środę; C2 piąteczek',
  ],
  [
    'tr',
    'Pazartesi|Çarşamba|Cuma',
    'Y+ evet hocam; Y+ geliriz tabi; Y- o gün işimiz var; Y- pek mümkün değil; Y? daha karar vermedik; R4 beşte dört; M35 otuz beş dakika; M120 iki saat; K8 sekiz şimdilik; C1 çarşamba günü; C2 cuma olsun',
  ],
  [
    'sq',
    'E hënë|E mërkurë|E premte',
    "Y+ po zonja mësuese; Y+ po do të vijmë; Y- atë ditë kemi punë; Y- s'besoj se mundemi; Y? s'e kemi vendosur; R4 katër nga pesë; M35 tridhjetë e pesë minuta; M120 dy orë; K8 tetë deri tani; C1 të mërkurën; C2 të premten më mirë",
  ],
  [
    'sw',
    'Jumatatu|Jumatano|Ijumaa',
    'Y+ ndiyo mwalimu; Y+ ndio tutakuwepo; Y- siku hiyo tuna kazi; Y- hapana haitawezekana; Y? bado hatujaamua; R4 nne kati ya tano; M35 dakika thelathini na tano; M120 saa mbili; K8 vinane hadi sasa; C1 siku ya jumatano; C2 ijumaa ni nzuri',
  ],
  [
    'so',
    'Isniin|Arbaco|Jimco',
    "Y+ haa macallin; Y+ haa waan imaan doonaa; Y- maalintaas shaqo ayaan leenahay; Y- maya suurogal ma ahan; Y? weli go'aan ma gaarin; M35 soddon iyo shan daqiiqo; M120 laba saacadood; K8 sideed ilaa hadda; C1 maalinta arbacada; C2 jimcaha ayaa fiican",
  ],
];

const askOf = (kind: string, options: string): Ask => {
  switch (kind) {
    case 'Y':
      return { kind: 'yesno' };
    case 'R':
      return { kind: 'rating', min: 1, max: 5 };
    case 'M':
      return { kind: 'number', min: 0, max: 600, unit: 'minutes' };
    case 'K':
      return { kind: 'number', min: 0, max: 100 };
    default:
      return { kind: 'choice', options: options.split('|') };
  }
};

const answerOf = (kind: string, says: string): Answer =>
  says === '?'
    ? { status: 'unclear', value: null }
    : { status: 'answered', value: kind === 'Y' ? says === '+' : Number(says) };

const cases = replies.flatMap(([language, options, list]) =>
  list.split('; ').map((line) => {
    const [code = '', ...text] = line.split(' ');
    const kind = code.charAt(0);
    return [language, text.join(' '), askOf(kind, options), answerOf(kind, code.slice(1))] as const;
  }),
);

test('replies are read in every language', () => {
  expect(words.languages.filter((code) => !replies.some(([language]) => language === code))).toEqual([]);
});

test.each(cases)('a reply is read: %s: %s', (language, text, ask, answer) => {
  const context = { homeLanguage: language, districtLanguages: words.languages, ask };
  expect(understand(words, text, context).answer).toEqual(answer);
});

test.each([
  ['en', "we can't come"],
  ['es', 'no vamos a poder'],
  ['pl', 'nie damy rady'],
])('what answers a question is for a person to see where none was asked: %s: %s', (language, text) => {
  const context = { homeLanguage: language, districtLanguages: words.languages };
  expect(understand(words, text, context).needsStaff).toBe(true);
});
