import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { prepareBody, prepareParts, whyTooLong } from '../delivery/prepare-body.js';
import { priceOfText } from '../delivery/price.js';
import type { Runtime } from '../lib/runtime.js';
import { roadOfReply } from './channel.js';
import { composeReply, readRecipient } from './compose.js';
import { pictureOf } from './pictures.js';

/**
 * What the family would get, before it is sent, and what it costs. Stores nothing.
 * @throws RecadoError 404 `not_found`; 400 `no_such_picture`
 */
export async function previewReply(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  { text, pictureId }: { text: string; pictureId?: string | undefined },
) {
  const recipient = await readRecipient(rt, staff, conversationId);
  const { body, status, translation, holdReason } = await composeReply(rt, recipient, text);
  const { language, row } = recipient;
  const prepared = body === null ? { ...prepareBody(text), parts: null } : prepareParts(body, language);
  const picture = pictureId === undefined ? null : (await pictureOf(rt, staff, pictureId)).contentType;
  const road = await roadOfReply(rt, row, { body: body ?? text, language, picture });
  const tooLong = body === null ? null : whyTooLong(body, recipient.language);
  return {
    language: recipient.language,
    status,
    text: body === null ? null : prepared.body,
    engine: translation?.engine ?? null,
    quality: translation?.quality ?? null,
    // Words that are too long are refused whatever else is the matter with them.
    reason: tooLong ?? holdReason,
    tooLong: tooLong !== null,
    encoding: prepared.encoding,
    segments: prepared.segments,
    parts: (prepared.parts ?? []).map((part) => ({ text: part.body, segments: part.segments })),
    price:
      body === null
        ? null
        : priceOfText(
            rt.config.price,
            road.outcome === 'send' ? road.channel : 'sms',
            prepared.parts?.map((part) => part.segments) ?? [prepared.segments],
          ),
    road:
      road.outcome === 'send'
        ? { channel: road.channel, template: road.template !== null, reason: road.reason, advice: null }
        : { channel: null, template: false, reason: road.reason, advice: road.advice },
  };
}
