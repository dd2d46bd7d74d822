import { z } from 'zod';
import { storable, type InboundText } from '../inbound/receive.js';

const prefix = 'whatsapp:';
const degrees = (most: number) => z.coerce.number().min(-most).max(most).optional().catch(undefined);

/** What WhatsApp adds to an inbound text (https://www.twilio.com/docs/whatsapp/api#inbound-messages). */
export const whatsappFields = {
  ProfileName: z.string().max(300).optional().catch(undefined),
  ButtonText: z.string().max(1600).optional().catch(undefined),
  ButtonPayload: z.string().max(300).optional().catch(undefined),
  Latitude: degrees(90),
  Longitude: degrees(180),
};

interface Words extends z.output<z.ZodObject<typeof whatsappFields>> {
  From: string;
  To: string;
  Body: string;
}

/**
 * Who wrote what to which number, and on which channel. A tapped button's words are the family's words; a shared place
 * has none, so its coordinates stand for them, where staff read them. Pure.
 */
export function readWords(form: Words): Pick<InboundText, 'from' | 'to' | 'body' | 'channel' | 'details'> {
  if (!form.From.startsWith(prefix) || !form.To.startsWith(prefix)) {
    return { from: bare(form.From), to: bare(form.To), body: form.Body };
  }
  const { ProfileName, ButtonPayload, Latitude: latitude, Longitude: longitude } = form;
  const place = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined;
  const words = form.Body === '' ? (form.ButtonText ?? '') : form.Body;
  return {
    from: bare(form.From),
    to: bare(form.To),
    channel: 'whatsapp',
    body: words === '' && place ? `📍 ${place.latitude}, ${place.longitude}` : words,
    details: {
      ...(ProfileName === undefined ? {} : { profileName: storable(ProfileName) }),
      ...(ButtonPayload === undefined ? {} : { buttonPayload: storable(ButtonPayload) }),
      ...(place === undefined ? {} : { place }),
    },
  };
}

const bare = (number: string): string => (number.startsWith(prefix) ? number.slice(prefix.length) : number);
