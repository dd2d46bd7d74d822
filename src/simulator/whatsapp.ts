import type { TextDraft } from './accept-text.js';
import { isWhatsapp, type Plan, type TextRecord } from './records.js';
import type { Simulation } from './simulation.js';

const windowMs = 24 * 3_600_000;

/**
 * What WhatsApp makes of a text that is otherwise well: free words more than a day after the family's last text are
 * accepted and then fail with 63016, as Twilio has it.
 */
export function whatsappPlan(simulation: Simulation, draft: TextDraft, plan: Plan): Plan {
  const { from, to, isTemplate } = draft;
  if (!isWhatsapp(to) || isTemplate || plan.outcome !== 'delivered') return plan;
  const last = simulation.books.textsFrom(to).findLast((record) => record.to === from);
  const isOpen = last !== undefined && Date.now() - Date.parse(last.createdAt) < windowMs;
  return isOpen ? plan : { ...plan, outcome: 'failed', errorCode: 63016 };
}

/** What the webhook of an inbound text on WhatsApp has besides. */
export function whatsappParams(record: TextRecord, name: string | null): Record<string, string> {
  if (!isWhatsapp(record.from)) return {};
  return {
    ...(name === null ? {} : { ProfileName: name }),
    WaId: record.from.replace(/\D/g, ''),
    MessageType: record.extras?.['MessageType'] ?? (record.media.length > 0 ? 'image' : 'text'),
    ...record.extras,
  };
}
