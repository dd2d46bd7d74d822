import { cleanText } from './normalise.js';

/**
 * A text the phone wrote by itself: `reaction` is a like or another sign set on a text, `driving` what a phone says for
 * somebody who drives, `automatic` a reply for somebody away, whose words somebody may have chosen.
 */
export type PhoneText = 'reaction' | 'driving' | 'automatic';

/** What phones write before what a reaction is to, in their languages; in lower case. An emoji stands as `*`. */
const heads: ReadonlySet<string> = new Set(
  [
    'loved|liked|disliked|laughed at|emphasized|emphasised|questioned|reacted * to|reacted to|* to|* removed from',
    'removed a heart from|removed a like from|removed a dislike from|removed a laugh from',
    'removed an exclamation from|removed a question mark from|removed * from|removed a reaction from',
    'le encantó|le gustó|no le gustó|le dio risa|se rió de|se rio de|exclamó por|enfatizó|destacó|dudó sobre',
    'le ha encantado|le ha gustado|no le ha gustado|le ha hecho gracia|reaccionó con * a|ha reaccionado con * a',
    'quitó un corazón de|quitó un me gusta de|* a|* para',
    'amou|gostou de|adorou|não gostou de|riu de|enfatizou|questionou|reagiu com * a|reagiu com * para',
    'a attribué la mention « j’aime » à|a attribué la mention « j’adore » à|a adoré|a aimé|n’a pas aimé',
    'a attribué la mention « je n’aime pas » à|a ri à|a réagi avec * à|* à',
    'đã yêu thích|đã thích|đã không thích|đã cười|đã nhấn mạnh|đã thả * cho|喜欢了|喜歡了|赞了|讚了',
  ].flatMap((line) => line.split('|')),
);

/** What stands there for a text without words. */
const things: ReadonlySet<string> = new Set(
  [
    'an image|a photo|a picture|a movie|a video|an attachment|an audio message|a voice message|a sticker|a link',
    'una imagen|una foto|un video|un vídeo|un archivo adjunto|un mensaje de audio',
    'uma imagem|uma foto|um vídeo|um anexo|une image|une photo|une vidéo|une pièce jointe|一张图片|一張圖片',
  ].flatMap((line) => line.split('|')),
);

const emoji = /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[★☆])+/gu;
const openers = '“«„「『"';
const closers = '”»“」』"';

/** What phones say for somebody who drives, whole; without accents, lower case. */
const driving: readonly RegExp[] = [
  /^(?:i'm driving with (?:do not disturb while driving|(?:driving )?focus) turned on\. i'll see your message when i get where i'm going\.?)? ?(?:\(?i'm not receiving notifications\. if this is urgent, reply ["“]urgent["”] to send a notification through with your original message\.?\)?)?$/u,
  /^i'm driving right now(?:\.| ?[-–—,] i'll (?:get back to you|reply|call you|text you) later\.?)?$/u,
  /^estoy (?:conduciendo|manejando) con (?:la funcion |el modo )?["“]?(?:no molestar al (?:conducir|manejar)|(?:enfoque|concentracion)(?: al conducir)?)["”]? activad[ao]\. vere tu mensaje cuando llegue(?: a mi destino)?\.?$/u,
];

/** What begins so was written by a phone or a mailbox for somebody who is away. Without accents, lower case. */
const automaticBeginnings: readonly RegExp[] = [
  /^[[(]?(?:auto(?:matic|mated)?[ -]?(?:reply|response|message)|out[ -]of[ -]office(?: reply| message)?)\b ?[\])]? ?[:–—-]/u,
  /^this is an? (?:auto(?:matic|mated)?[ -]?)(?:reply|response|message)\b/u,
  /^[[(]?(?:respuesta|mensaje) automatic[ao]\b ?[\])]? ?[:–—-]|^(?:este es un mensaje automatico|esta es una respuesta automatica)\b/u,
  /^[[(]?(?:resposta|mensagem) automatica\b ?[\])]? ?[:–—-]|^esta e uma (?:mensagem|resposta) automatica\b/u,
  /^[[(]?reponse automatique\b ?[\])]? ?[:–—-]|^ceci est (?:un message|une reponse) automatique\b/u,
  /^[[(【]?(?:自动回复|自動回覆|자동 ?응답|автоответ|автовідповідь|otomatik yanit|tra loi tu dong|odpowiedz automatyczna|رد تلقائي)[\])】]?[ ]?[:：–—-]/u,
  /^thank(?:s| you) for (?:your (?:message|text|email)|contacting|reaching out).{0,80}\bout of (?:the )?office\b/u,
];

/**
 * Whether a phone wrote this by itself, as Apple's and Google's do: `Liked “…”`, `👍 to “…”`, `Loved an image`, "I'm driving
 * with Do Not Disturb …". Only the whole text in such a form counts: whoever adds a word of their own is read. Pure.
 */
export function phoneText(text: string): PhoneText | null {
  const clean = cleanText(text.replace(/[\u200a\u200b]/gu, ' '));
  if (isReaction(clean)) return 'reaction';
  const plain = clean
    .normalize('NFD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letter) => letter.slice(0, 1))
    .normalize('NFC')
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/\s+/gu, ' ')
    .replaceAll('ı', 'i')
    .toLowerCase();
  if (plain !== '' && driving.some((whole) => whole.test(plain))) return 'driving';
  return automaticBeginnings.some((beginning) => beginning.test(plain)) ? 'automatic' : null;
}

function isReaction(clean: string): boolean {
  const quoted = quotationAtEnd(clean);
  if (quoted !== null) return heads.has(headOf(clean.slice(0, quoted)));
  const written = headOf(clean);
  return [...things].some(
    (thing) => written.endsWith(thing) && heads.has(written.slice(0, -thing.length).trim()),
  );
}

const headOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("'", '’')
    .replace(emoji, '*')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^[\s*]*\*(?=\s*\*)/u, '');

/**
 * Where the quotation begins that ends with the text and is closed nowhere before; null where there is none. French phones
 * quote the name of the sign as well.
 */
function quotationAtEnd(clean: string): number | null {
  const end = /\.?$/u.exec(clean)?.index ?? clean.length;
  const last = clean[end - 1];
  if (last === undefined || !closers.includes(last)) return null;
  const named = /^a attribué la mention « ?[^»]{1,20} ?» à /iu.exec(clean)?.[0].length ?? 0;
  const start = [...clean.slice(named)].findIndex((sign) => openers.includes(sign));
  if (start === -1) return null;
  const from = named + [...clean.slice(named)].slice(0, start).join('').length;
  if (from >= end - 1) return null;
  return isClosedOnlyAtEnd(clean.slice(from, end)) ? from : null;
}

function isClosedOnlyAtEnd(quotation: string): boolean {
  const signs = [...quotation];
  if (signs[0] === '"') return !signs.slice(1, -1).includes('"');
  let depth = 0;
  return signs.every((sign, n) => {
    const opens = openers.includes(sign) && !(sign === '“' && signs[0] === '„');
    if (opens) depth += 1;
    else if (closers.includes(sign)) depth -= 1;
    return depth > 0 || n === signs.length - 1;
  });
}
