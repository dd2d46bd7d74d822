import { randomBytes } from 'node:crypto';
import type { Runtime } from '../lib/runtime.js';
import type { SendRequest } from '../vendors/carriers/carrier.js';
import { lendPicture } from './channels.queries.js';
import { contentVariables, type ChannelChoice } from './choose-channel.js';
import type { LineToSend } from './delivery.queries.js';
import type { DueText } from './due-texts.queries.js';

/** The carrier fetches a picture soon; it may hold the text itself for ten hours. */
const lentHours = 12;

/**
 * From where to where a text goes, and what of it the carrier is given: its words, its words with a picture, or a
 * template of WhatsApp and never both.
 */
export async function carrierWords(
  rt: Pick<Runtime, 'db' | 'clock' | 'config'>,
  line: LineToSend,
  { text, road }: { text: DueText; road: Extract<ChannelChoice, { outcome: 'send' }> },
): Promise<Omit<SendRequest, 'statusCallback' | 'validitySeconds'>> {
  const { channel, template } = road;
  const { e164: from, messagingServiceSid } = line;
  const way =
    channel === 'whatsapp'
      ? { from: text.channel.whatsappSender ?? from, to: text.to, channel }
      : { from, ...(messagingServiceSid === null ? {} : { messagingServiceSid }), to: text.to, channel };
  if (template !== null) {
    const { school, district } = text.channel;
    return {
      ...way,
      contentSid: template.contentSid,
      contentVariables: contentVariables(template, { text: text.body, school, district }),
    };
  }
  return {
    ...way,
    body: text.body,
    ...(text.picture !== null ? { mediaUrl: await lend(rt, text.messageId) } : {}),
  };
}

/** An address nobody can guess, under which the carrier finds the picture for a while. */
async function lend(rt: Pick<Runtime, 'db' | 'clock' | 'config'>, messageId: string): Promise<string> {
  const until = new Date(rt.clock.now().getTime() + lentHours * 3_600_000);
  const token = await lendPicture(rt.db, messageId, randomBytes(24).toString('base64url'), until);
  return `${rt.config.publicBaseUrl}/pictures/${token}`;
}
