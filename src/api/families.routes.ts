import { z } from 'zod';
import { previewHours, setHoursAt, undoHours } from '../families/contact-hours.js';
import { listFamilies } from '../families/directory.js';
import { linkSender, undoLink } from '../families/link-sender.js';
import { setChannelAt } from '../families/channel.js';
import { correctConsentAt, undoConsentEntry } from '../families/consent.js';
import { restoreNumber, retireNumber, revealNumber } from '../families/numbers.js';
import { changeLanguage, readFamilyPage } from '../families/person.js';
import { setRight, takeRightBack } from '../families/rights.js';
import { readTimeline } from '../families/timeline.js';
import { channelInput } from './channels.schemas.js';
import { id } from './common.schemas.js';
import { consentCorrection, consentUndo } from './consent.schemas.js';
import {
  directoryInput,
  directoryPage,
  familyPage,
  languageInput,
  timelinePage,
  linked,
  linkInput,
  retireInput,
  rightInput,
  rightSet,
  wholeNumber,
} from './families.schemas.js';
import { hoursInput, hoursPreview, hoursPreviewInput, hoursSet, hoursUndo } from './hours.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });
const byNumber = z.object({ id, addressId: id });
const linkOf = ({ id: guardianId, addressId }: z.output<typeof byNumber>) => ({ guardianId, addressId });

/** Families: who they are, how they are reached, and what each guardian may. Who sees whom is decided in the queries. */
export const familiesRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/families',
    summary: 'Guardians you may see, by name: found by any name in any script, with filters.',
    query: directoryInput,
    response: directoryPage,
    act: ({ rt, staff, query: { search, schoolId, classId, language, consent, health, cursor, limit } }) =>
      listFamilies(rt, staff, { search, schoolId, classId, language, consent, health, cursor, limit }),
  }),
  route({
    method: 'get',
    path: '/families/:id',
    summary: 'A guardian with children, rights, numbers and consent.',
    params: byId,
    response: familyPage,
    act: ({ rt, staff, params }) => readFamilyPage(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/families/:id/timeline',
    summary: 'What happened with a guardian, the latest first.',
    params: byId,
    query: z.object({ cursor: z.string().max(200).optional() }),
    response: timelinePage,
    act: ({ rt, staff, params, query }) => readTimeline(rt, staff, params.id, query.cursor),
  }),
  route({
    method: 'post',
    path: '/families/:id/language',
    summary: 'Sets the language a guardian speaks at home; what the family chose by text still wins.',
    params: byId,
    body: languageInput,
    act: ({ rt, staff, params, body }) => changeLanguage(rt, staff, params.id, body.language),
  }),
  route({
    method: 'post',
    path: '/families/:id/rights',
    summary:
      "Sets a guardian's right of contact, records or pick-up for one child; texts that wait and may not go out any more are given up at once.",
    params: byId,
    body: rightInput,
    response: rightSet,
    act: ({ rt, staff, params, body }) => setRight(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/rights/:id/withdraw',
    summary: 'Takes a decision about a right back as a mistake; what stood before stands again.',
    params: byId,
    act: ({ rt, staff, params }) => takeRightBack(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/link',
    summary:
      'Links an unknown number to a guardian, with the identity check and the fresh consent behind it.',
    params: byId,
    body: linkInput,
    response: linked,
    act: ({ rt, staff, params, body }) => linkSender(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/identity-checks/:id/undo',
    summary: 'Takes a mistaken link back: the number is unknown again, the earlier one stands again.',
    params: byId,
    act: ({ rt, staff, params }) => undoLink(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/reveal',
    summary: 'The whole number of a guardian; that it was looked at is written down.',
    params: byNumber,
    response: wholeNumber,
    act: ({ rt, staff, params }) => revealNumber(rt, staff, linkOf(params)),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/retire',
    summary: 'A guardian is no longer reached at a number; others on the same phone still are.',
    params: byNumber,
    body: retireInput,
    act: ({ rt, staff, params, body }) => retireNumber(rt, staff, linkOf(params), body.reason),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/restore',
    summary: 'A number that retired by mistake reaches the guardian again.',
    params: byNumber,
    act: ({ rt, staff, params }) => restoreNumber(rt, staff, linkOf(params)),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/channel',
    summary: 'How a family wants to be written to at a number, or that its phone takes plain texts only.',
    params: byNumber,
    body: channelInput,
    act: ({ rt, staff, params, body }) => setChannelAt(rt, staff, linkOf(params), body),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/hours',
    summary:
      'When a family wants texts at a number, as it asked staff: school hours only, and what the family texts later takes its place.',
    params: byNumber,
    body: hoursInput,
    idempotent: true,
    response: hoursSet,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      setHoursAt(rt, staff, linkOf(params), body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/hours/preview',
    summary: 'What hours would change at a number; nothing is saved.',
    params: byNumber,
    body: hoursPreviewInput,
    response: hoursPreview,
    act: ({ rt, staff, params, body }) => previewHours(rt, staff, linkOf(params), body),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/hours/undo',
    summary: 'Takes the hours staff wrote down last back; what stood before is in force again.',
    params: byNumber,
    body: hoursUndo,
    idempotent: true,
    response: hoursSet,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      undoHours(rt, staff, linkOf(params), body.eventId, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/families/:id/consent/undo',
    summary:
      "Takes an entry of a guardian's consent history back, with a reason; never the word of the carrier.",
    params: byId,
    body: consentUndo,
    idempotent: true,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      undoConsentEntry(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/consent',
    summary:
      "Sets what was agreed to at a guardian's number, with a reason; never against a STOP of the carrier.",
    params: byNumber,
    body: consentCorrection,
    idempotent: true,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      correctConsentAt(rt, staff, linkOf(params), body, idempotencyKey),
  }),
];
