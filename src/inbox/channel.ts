import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { readChannel, readTemplates, saveTemplate, setTemplateUse } from '../delivery/channels.queries.js';
import {
  chooseChannel,
  windowUntil,
  type ChannelChoice,
  type ChannelFacts,
} from '../delivery/choose-channel.js';
import type { TemplateVariable } from '../delivery/delivery.table.js';
import type { Purpose } from '../conversations/conversations.table.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { linesOnWhatsapp, saveChannelPreference } from '../roster/channels.queries.js';
import type { Channel } from '../vendors/carriers/carrier.js';
import { announce } from './announce.js';
import { lockConversation } from './reply-context.queries.js';

interface Place {
  addressId: string;
  lineId: string;
  schoolId: string;
}

/** How a family is written to, for staff who write to it. */
export async function readFamilyChannel(rt: Pick<Runtime, 'db' | 'clock'>, place: Place, language: string) {
  const facts = await factsFor(rt, place, language);
  return {
    preferred: facts.preferred,
    smsInstead: facts.smsInstead,
    textOnlyReason: facts.textOnlyReason,
    canSendPictures: facts.canSendPictures,
    onWhatsapp: facts.whatsappSender !== null,
    whatsappUntil: windowUntil(facts, rt.clock.now())?.toISOString() ?? null,
    whatsappUnusableReason: facts.whatsappUnusableReason,
  };
}

/** The road a reply would take now. */
export async function roadOfReply(
  rt: Pick<Runtime, 'db' | 'clock'>,
  place: Place,
  reply: { body: string; language: string; picture: string | null },
): Promise<ChannelChoice> {
  const facts = await factsFor(rt, place, reply.language);
  return chooseChannel(facts, { ...reply, purpose: 'reply', now: rt.clock.now() });
}

/**
 * Stops a reply no road is open to, before anything is stored.
 * @throws RecadoError 409 `no_road`
 */
export async function refuseClosedRoad(...reply: Parameters<typeof roadOfReply>): Promise<void> {
  const road = await roadOfReply(...reply);
  if (road.outcome === 'refuse') {
    throw conflict('no_road', `Nothing was sent: ${road.reason}. ${road.advice}`);
  }
}

function factsFor(rt: Pick<Runtime, 'db'>, place: Place, language: string): Promise<ChannelFacts> {
  return readChannel(rt.db, place, { purpose: 'reply', subtype: null, language });
}

/**
 * Writes down how a family wants to be written to, or that its phone takes plain texts only.
 * @throws RecadoError 404 `not_found`
 */
export async function setFamilyChannel(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  preference: { channel: Channel | null; smsInstead: boolean; textOnlyReason: string | null },
): Promise<void> {
  const conversation = await rt.db.transaction().execute(async (trx) => {
    const locked = await lockConversation(trx, staff, conversationId);
    if (!locked) throw notFound('This conversation');
    await saveChannelPreference(trx, locked.addressId, preference);
    await recordAudit(trx, rt.clock.now(), {
      actor: staffActor(staff),
      action: 'address.channel_set',
      subject: `address:${locked.addressId}`,
      detail: { ...preference },
    });
    return locked;
  });
  await announce(rt, { conversationId, schoolId: conversation.schoolId });
}

/**
 * The templates of WhatsApp the district has written down, and the lines that have a number there.
 * @throws RecadoError 404 `not_found` for anybody but a district admin
 */
export async function listTemplates(rt: Pick<Runtime, 'db'>, staff: SignedInStaff) {
  if (staff.role !== 'district_admin') throw notFound('This page');
  const [templates, lines] = await Promise.all([readTemplates(rt.db), linesOnWhatsapp(rt.db)]);
  return {
    items: templates.map(({ createdAt, deactivatedAt, ...template }) => ({
      ...template,
      createdAt: createdAt.toISOString(),
      deactivatedAt: deactivatedAt?.toISOString() ?? null,
    })),
    lines,
  };
}

/**
 * Takes a template out of use, or back into it: what is sent from now on follows.
 * @throws RecadoError 404 `not_found`, for anybody but a district admin too
 */
export async function changeTemplate(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  id: string,
  isUsed: boolean,
): Promise<void> {
  if (staff.role !== 'district_admin') throw notFound('This page');
  await rt.db.transaction().execute(async (trx) => {
    const now = rt.clock.now();
    const contentSid = await setTemplateUse(trx, now, id, isUsed);
    if (contentSid === undefined) throw notFound('This template');
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: isUsed ? 'whatsapp_template.used_again' : 'whatsapp_template.deactivated',
      subject: `template:${contentSid}`,
    });
  });
}

/**
 * Writes down a template WhatsApp has approved, in place of one for the same kind of text and language.
 * @throws RecadoError 404 `not_found` for anybody but a district admin
 */
export async function addTemplate(
  rt: Runtime,
  staff: SignedInStaff,
  template: {
    contentSid: string;
    purpose: Purpose;
    subtype: string | null;
    language: string;
    variables: TemplateVariable[];
  },
): Promise<void> {
  if (staff.role !== 'district_admin') throw notFound('This page');
  await rt.db.transaction().execute(async (trx) => {
    const now = rt.clock.now();
    await saveTemplate(trx, now, template);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'whatsapp_template.saved',
      subject: `template:${template.contentSid}`,
      detail: { purpose: template.purpose, subtype: template.subtype, language: template.language },
    });
  });
}
