import { prepareText, type PreparedText } from './normalise.js';
import type { Reading } from './reading.js';

/**
 * What may mean "no more texts" and may as well mean something else: "basta" is said to a machine and to a man
 * who hits. Never acted on without a person. One word counts as a whole text, several anywhere in a short one.
 */
const lists: Readonly<Record<string, string>> = {
  en: 'enough|enough already|thats enough|enough is enough|leave us alone|leave me alone already|leave us alone already|i dont want this|i dont want it anymore|i dont want this anymore|dont want these|not interested|im not interested|we are not interested|we dont want this|no more please|no more of this|quit it|stop bothering|stop bothering me|stop bothering us|stop this|stop all this|stop doing this|i am tired of this|tired of these texts|sick of these texts|sick of your messages|go away|lose my number|forget my number|delete me|you text too late|i cant take these messages|stop already|who gave you my number|enough texts|get rid of my number',
  es: 'basta|ya basta|basta ya|ya no quiero|ya no queremos|ya no quiero esto|ya no quiero nada|no quiero esto|no quiero nada|no me interesa|no nos interesa|no estoy interesado|no estoy interesada|ya no me interesa|dejenos en paz|ya dejenme en paz|ya dejenos en paz|ya dejen de molestar|dejen de molestar|no me molesten|ya no me molesten|no nos molesten|ya no mas|suficiente|ya es suficiente|ya estuvo|ya estuvo bueno|ya cansan|me tienen harta|me tienen harto|estoy harta de|estoy harto de|olviden mi numero|olvide mi numero|quien les dio mi numero|parenle|ya parenle',
  'pt-BR':
    'basta|chega|ja chega|ja basta|nao quero mais|nao quero mais isso|nao quero isso|nao quero nada|nao queremos mais|nao tenho interesse|nao me interessa|nao estou interessado|nao estou interessada|nos deixem em paz|parem de incomodar|parem de encher|nao incomodem|nao me incomodem|nao aguento mais essas mensagens|estou cansado dessas|estou cansada dessas|quem deu meu numero|esquece meu numero|esqueçam meu numero|para com isso|parem com isso',
  ht: 'ase|sa ase|sa sifi|mwen pa vle sa|m pa vle sa|m pa vle anko|mwen pa vle anko|nou pa vle sa anko|mwen pa enterese|m pa enterese|sa pa enterese m|kite nou trankil|kite nou anpe|kite m trankil tande|sispann anmede m|pa anmede m|nou bouke|mwen bouke ak mesaj|m bouke ak mesaj|ki moun ki ba nou nimewo m|bliye nimewo m',
  'zh-Hans':
    '够了|够了吧|烦死了|太烦了|别烦我|不要烦我|别烦我们|别打扰我|不要打扰我们|不想要了|不要了|我不要了|不需要了|不需要|没兴趣|我不感兴趣|不感兴趣|别再来烦|谁给你我的号码|不想看了',
  'zh-Hant':
    '夠了|夠了吧|煩死了|太煩了|別煩我|不要煩我|別煩我們|別打擾我|不要打擾我們|不想要了|不要了|我不要了|不需要了|不需要|沒興趣|我不感興趣|不感興趣|別再來煩|誰給你我的號碼|不想看了',
  ar: 'كفى|يكفي|خلاص|كفاية|بكفي|ما بدي|ما بدي ياهم|لا اريد هذا|لا اريد بعد الان|ما عاد بدي|لست مهتما|لست مهتمة|مش مهتم|مش مهتمة|غير مهتم|اتركوني وشاني|اتركونا بحالنا|اتركوني بحالي|حلوا عني|لا تزعجوني|لا تزعجونا|ازعجتمونا|زهقت من|من اعطاكم رقمي|انسوا رقمي',
  ur: 'بس|بس کرو|بس کریں|بہت ہو گیا|کافی ہے|مجھے نہیں چاہیے|اب نہیں چاہیے|ہمیں نہیں چاہیے|مجھے دلچسپی نہیں|کوئی دلچسپی نہیں|تنگ مت کریں|تنگ نہ کریں|ہمیں تنگ نہ کریں|پریشان نہ کریں|پیچھا چھوڑیں|جان چھوڑیں|میرا نمبر کس نے دیا|bas karo|bas kro|mujhe nahi chahiye|tang mat karo|tang na karo|jaan choro',
  ps: 'بس|بس دی|بس کړئ|بس کړه|کافي ده|نه یې غواړم|نور نه غواړم|موږ نه غواړو|علاقه نه لرم|مه مو تنګوئ|مه مې تنګوئ|ما مه ځوروئ|موږ مه ځوروئ|زما شمېره چا درکړه',
  'fa-AF':
    'بس|بس است|بس کنید|کافی است|نمیخواهم|دیگر نمیخواهم|دیگر نمی خواهم|این را نمیخواهم|علاقه ندارم|علاقمند نیستم|مزاحم نشوید|مزاحم ما نشوید|ما را آرام بگذارید|مرا آرام بگذارید|شماره مرا کی داد|خسته شدم از',
  bn: 'যথেষ্ট|যথেষ্ট হয়েছে|অনেক হয়েছে|আর চাই না|আমি আর চাই না|আমি এটা চাই না|লাগবে না|আর লাগবে না|আগ্রহী নই|আমি আগ্রহী না|বিরক্ত করবেন না|আমাদের বিরক্ত করবেন না|আর বিরক্ত করবেন না|আমার নম্বর কে দিয়েছে|ar chai na|birokto korben na|lagbe na',
  hi: 'बस|बस करो|बस कीजिए|बहुत हो गया|काफी है|मुझे नहीं चाहिए|अब नहीं चाहिए|हमें नहीं चाहिए|रुचि नहीं है|कोई रुचि नहीं|इंटरेस्ट नहीं है|परेशान मत करो|परेशान न करें|तंग मत करो|तंग न करें|पीछा छोड़ो|मेरा नंबर किसने दिया|bas karo|bas kijiye|mujhe nahi chahiye|pareshan mat karo|tang mat karo',
  vi: 'đủ rồi|thế là đủ|quá đủ rồi|phiền quá|phiền lắm|tôi không cần|không cần nữa|tôi không muốn nữa|không muốn nữa|không quan tâm|tôi không quan tâm|để tôi yên|để chúng tôi yên|đừng làm phiền chúng tôi|đừng quấy rầy|ai cho số của tôi|thôi đi',
  ru: 'хватит|хватит уже|довольно|достаточно|мне это не нужно|нам это не нужно|мне не надо|нам не надо|больше не хочу|я не хочу этого|не интересует|меня не интересует|мне не интересно|нам не интересно|отстаньте от нас|отстаньте уже|оставьте нас в покое|оставьте меня в покое|не мешайте|надоели|надоело|вы надоели|как вы надоели|откуда у вас мой номер|забудьте мой номер',
  uk: 'досить|годі|годі вже|досить вже|вистачить|мені це не треба|мені це не потрібно|нам це не потрібно|більше не хочу|не цікавить|мене не цікавить|нам не цікаво|відчепіться|відчепіться від нас|залиште нас у спокої|залиште мене в спокої|набридли|набридло|ви набридли|звідки у вас мій номер|забудьте мій номер',
  pl: 'dość|dosyć|wystarczy|mam dość|mam dosyć|dość tego|nie chcę|nie chcę tego|już nie chcę|nie chcemy tego|nie interesuje mnie to|nie jestem zainteresowany|nie jestem zainteresowana|nie jesteśmy zainteresowani|dajcie mi spokój|dajcie nam spokój|dajcie spokój|odczepcie się|nie przeszkadzajcie|skąd macie mój numer|zapomnijcie mój numer',
  sq: 'mjaft|mjaft më|boll|boll më|boll tani|nuk dua|nuk dua më|nuk e dua këtë|nuk e dua më|nuk duam më|nuk jam i interesuar|nuk jam e interesuar|nuk më intereson|na lini rehat|më lini rehat|na lini të qetë|më lini të qetë|mos na shqetësoni|mos më shqetësoni|kush jua dha numrin tim',
  so: 'igu filan|waa igu filan tahay|igu filan|ma rabo|ma rabo mar dambe|ma rabno|ma doonayo|xiiso uma qabo|ma xiiseynayo|iga daa|iga daaya|naga daaya|ha i dhibin|ha i dhibina|ha na dhibina|ha na dhibin|waan ka daalay|yaa ku siiyay lambarkayga',
  sw: 'inatosha|imetosha|yatosha|basi inatosha|sitaki|sitaki tena|sitaki hii|hatutaki|hatutaki tena|sina haja|sihitaji|sivutiwi|sina hamu|mniache|tuacheni|niacheni|niache|msinisumbue|msitusumbue|acheni kunisumbua|acheni kutusumbua|nani alikupa namba yangu|nimechoka na',
  tr: 'yeter|yeter artık|yeter ama|artık yeter|istemiyorum|artık istemiyorum|istemiyoruz|bunu istemiyorum|ilgilenmiyorum|ilgilenmiyoruz|rahat bırakın|bizi rahat bırakın|beni rahat bırakın|rahatsız etmeyin|bizi rahatsız etmeyin|beni rahatsız etmeyin|bıktım artık|bıktık artık|numaramı kim verdi|gerek yok artık',
  fr: "ça suffit|ca suffit|assez|y en a marre|j en ai marre|j'en ai marre|ras le bol|je n'en veux plus|je n en veux plus|je ne veux plus|j'en veux plus|je veux pas ça|on ne veut plus|pas intéressé|pas intéressée|ça ne m'intéresse pas|ça m'intéresse pas|laissez nous tranquilles|laissez-nous tranquilles|laissez moi tranquille|laissez-moi tranquille|fichez nous la paix|fichez-moi la paix|arrêtez de nous déranger|arrêtez de me déranger|qui vous a donné mon numéro|oubliez mon numéro",
  ko: '됐어요|됐습니다|이제 됐어요|그만 좀|그만 좀 하세요|그만 좀 해요|이제 그만 좀|필요 없어요|필요없어요|필요 없습니다|필요없습니다|관심 없어요|관심없어요|관심 없습니다|원하지 않아요|원하지 않습니다|더 이상 원하지 않|귀찮게 하지 마세요|귀찮아요|귀찮게 하지마세요|방해하지 마세요|내 번호 어떻게 알|제 번호 누가',
};

/** Longer texts say more than that: they go to a person anyway. */
const longestText = 14;

const prepared = new Map<string, readonly string[]>();

function phrasesOf(language: string): readonly string[] {
  const known = prepared.get(language);
  if (known !== undefined) return known;
  const phrases = (lists[language] ?? '').split('|').map((phrase) => joined(prepareText(phrase)));
  prepared.set(language, phrases);
  return phrases;
}

const joined = ({ words }: PreparedText): string => words.map((word) => word.plain).join(' ');

/** The phrase that may ask for an end of the texts, with its language; null when there is none. */
export function findPossibleOptOut(reading: Reading): { phrase: string; language: string } | null {
  const { words } = reading.prepared;
  const text = joined(reading.prepared);
  const weight = words.reduce((sum, word) => sum + (word.sign ? 0.5 : 1), 0);
  if (words.length === 0 || weight > longestText) return null;
  for (const language of reading.languages) {
    const phrase = phrasesOf(language).find(
      (candidate) =>
        text === candidate || (candidate.includes(' ') && ` ${text} `.includes(` ${candidate} `)),
    );
    if (phrase !== undefined) return { phrase, language };
  }
  return null;
}
