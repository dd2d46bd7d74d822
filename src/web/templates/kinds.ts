import type { TemplateInput } from '../../api/channels.schemas.js';
import { t } from '../lib/words.js';

/** The kinds of texts of each purpose a template can be for, as the texts themselves say them (`subtype`). */
export const kindsOf = {
  learning: ['nudge', 'correction'],
  reply: ['alert_answer', 'correction'],
  pulse: ['correction'],
  alert: ['closure', 'delay', 'early_release', 'lockdown', 'all_clear', 'free'],
  system: ['welcome', 'consent', 'received', 'flow', 'dialogue', 'urgent', 'confused', 'unknown', 'empty'],
} as const satisfies Record<TemplateInput['purpose'], readonly string[]>;

/** A kind in the words of staff; one that is not in the list, which the API takes, as it is. */
export function kindInWords(kind: string): string {
  const known = Object.values(kindsOf)
    .flat()
    .find((one) => one === kind);
  return known === undefined ? kind : t(`templates.kind.${known}`);
}
