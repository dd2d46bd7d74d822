import { z } from 'zod';
import { correctConsent, decideConsent, readConsentOf, undoConsent } from '../inbox/consent.js';
import { id } from './common.schemas.js';
import { consentCorrection, consentDecision, consentUndo, consentView } from './consent.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** What a family agreed to: seen, corrected and decided by liaisons and administrators. */
export const consentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/conversations/:id/consent',
    summary: 'What the family of a conversation agreed to, by purpose, with the ledger and open decisions.',
    params: byId,
    response: consentView,
    act: ({ rt, staff, params }) => readConsentOf(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/consent',
    summary: 'Sets what the family agreed to, with a reason; never against a STOP of the carrier.',
    params: byId,
    body: consentCorrection,
    idempotent: true,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      correctConsent(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/consent/undo',
    summary: 'Takes an entry of the ledger back, with a reason; never the word of the carrier.',
    params: byId,
    body: consentUndo,
    idempotent: true,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      undoConsent(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/consent/decision',
    summary: 'Decides whether a text was an opt-out. Yes: it counts, and the family gets one confirmation.',
    params: byId,
    body: consentDecision,
    idempotent: true,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      decideConsent(rt, staff, params.id, body, idempotencyKey),
  }),
];
