import { translateInbound } from '../src/inbound/translate-text.js';
import type { HandlersOf } from './bind.js';

export const translation: HandlersOf<'translation'> = {
  'translation.translate': (rt, { messageId }) => translateInbound(rt, messageId),
};
