import type { DeliveryState } from './delivery.table.js';

/**
 * What became of a text, in words for staff: "delivered", "not delivered: this number cannot receive texts".
 * `reason` is what the delivery's row says.
 */
export function explainDelivery(state: DeliveryState, reason: string | null): string {
  switch (state) {
    case 'held':
      return reason ?? 'Waits for a person.';
    case 'waiting':
      return reason ?? 'about to be sent';
    case 'sending':
      return reason ?? 'being sent';
    case 'accepted':
      return 'the carrier has it';
    case 'sent':
      return 'sent; the phone has not confirmed it yet';
    case 'delivered':
      return 'delivered';
    case 'failed':
      return `not delivered: ${reason ?? 'the carrier does not say why'}`;
    case 'dropped':
      return `not sent: ${reason ?? 'it was given up'}`;
  }
}
