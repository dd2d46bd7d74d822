/** A kind of file that is kept. */
export interface MediaType {
  contentType: string;
  /** How the file is named when somebody saves it. */
  extension: string;
}

const kinds = {
  jpeg: { contentType: 'image/jpeg', extension: 'jpg' },
  png: { contentType: 'image/png', extension: 'png' },
  gif: { contentType: 'image/gif', extension: 'gif' },
  webp: { contentType: 'image/webp', extension: 'webp' },
  pdf: { contentType: 'application/pdf', extension: 'pdf' },
  mp4: { contentType: 'video/mp4', extension: 'mp4' },
  threeGp: { contentType: 'video/3gpp', extension: '3gp' },
  m4a: { contentType: 'audio/mp4', extension: 'm4a' },
  amr: { contentType: 'audio/amr', extension: 'amr' },
  mp3: { contentType: 'audio/mpeg', extension: 'mp3' },
  vcard: { contentType: 'text/vcard', extension: 'vcf' },
} satisfies Record<string, MediaType>;

/** Other names the carrier has for the same kinds (https://www.twilio.com/docs/messaging/guides/accepted-mime-types). */
const otherNames: Record<string, MediaType> = {
  'image/jpg': kinds.jpeg,
  'audio/3gpp': kinds.threeGp,
  'audio/amr-wb': kinds.amr,
  'audio/mp3': kinds.mp3,
  'text/x-vcard': kinds.vcard,
  'text/directory': kinds.vcard,
};
const byContentType = new Map<string, MediaType>([
  ...Object.entries(otherNames),
  ...Object.values(kinds).map((kind) => [kind.contentType, kind] as const),
]);
/** A server that does not know says this; the bytes decide. */
const unknownType = 'application/octet-stream';

/** Whether a file that is said to be of this type may be kept, if its bytes agree. Pure. */
export function isAllowedType(header: string): boolean {
  const type = bare(header);
  return type === unknownType || byContentType.has(type);
}

/** How a kept file is named when it is saved. */
export function extensionOf(contentType: string): string {
  return byContentType.get(bare(contentType))?.extension ?? 'bin';
}

function bare(header: string): string {
  return (header.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * What a file is by its first bytes, or null when it is none of the kinds that are kept. What it is said to be counts
 * for nothing here. Pure. (Signatures: the formats' own specifications; brands of MP4 and 3GP: mp4ra.org.)
 */
export function recogniseMedia(bytes: Buffer): MediaType | null {
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return kinds.jpeg;
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return kinds.png;
  if (/^GIF8[79]a$/.test(text(0, 6))) return kinds.gif;
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return kinds.webp;
  if (text(0, 5) === '%PDF-') return kinds.pdf;
  if (text(4, 8) === 'ftyp') return byBrand(text(8, 12));
  if (/^#!AMR(-WB)?\n/.test(text(0, 9))) return kinds.amr;
  if (text(0, 3) === 'ID3' || isMp3Frame(bytes)) return kinds.mp3;
  if (/^(\xef\xbb\xbf)?BEGIN:VCARD\r?\n/i.test(text(0, 20))) return kinds.vcard;
  return null;
}

function byBrand(brand: string): MediaType | null {
  if (/^3g[p2r]/.test(brand)) return kinds.threeGp;
  if (/^M4[AB] $/.test(brand)) return kinds.m4a;
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/.test(brand) ? kinds.mp4 : null;
}

/** A frame of MPEG-1 or MPEG-2 audio, layer III, with a bit rate and a sampling rate that exist (ISO 11172-3 §2.4.2.3). */
function isMp3Frame(bytes: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const rates = third >> 2;
  const isSync = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return isSync && rates >> 2 !== 0 && rates >> 2 !== 15 && (rates & 3) !== 3;
}
