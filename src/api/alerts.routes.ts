import { z } from 'zod';
import { finishCall, listCalls } from '../alerts/call-list.js';
import { previewAlert } from '../alerts/preview.js';
import { answerReplies, listReplies, previewAnswer } from '../alerts/replies.js';
import {
  alertDetail as readAlert,
  listAlerts,
  listLeftOut,
  listPlaces,
  sendAlert,
} from '../alerts/staff-actions.js';
import type { StaffRole } from '../roster/roster.table.js';
import {
  alertAnswered,
  alertAnswerInput,
  alertAnswerPreview,
  alertDetail,
  alertInput,
  alertLeftOutPage,
  alertPage,
  alertPlaces,
  alertPreview,
  alertReplyPage,
  alertSummary,
  callDoneInput,
  callPage,
} from './alerts.schemas.js';
import { id } from './common.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });
const page = z.object({ cursor: z.string().max(200).optional() });

/** Who sends alerts: school administrators to their schools, district administrators to all. */
const senders: readonly StaffRole[] = ['school_admin', 'district_admin'];
/** Who sees them, answers what comes back, and makes calls: everybody who sees whole schools. */
const readers: readonly StaffRole[] = ['liaison', 'school_admin', 'district_admin'];

/** Urgent notices to whole schools, what comes back, and calls where no text arrives. */
export const alertsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/alerts/places',
    summary: 'The schools you may alert, and whether their lines can send now.',
    roles: readers,
    response: alertPlaces,
    act: ({ rt, staff }) => listPlaces(rt, staff),
  }),
  route({
    method: 'post',
    path: '/alerts/preview',
    summary:
      'What each family would get, who would not, and when the last one has it. Sends and stores nothing.',
    roles: senders,
    body: alertInput,
    response: alertPreview,
    act: ({ rt, staff, body }) => previewAlert(rt, staff, body),
  }),
  route({
    method: 'post',
    path: '/alerts',
    summary:
      'Sends an alert to every family of these schools, at any hour, and cancels what it makes pointless.',
    roles: senders,
    body: alertInput,
    idempotent: true,
    response: alertSummary,
    act: ({ rt, staff, body, idempotencyKey }) => sendAlert(rt, staff, body, idempotencyKey),
  }),
  route({
    method: 'get',
    path: '/alerts',
    summary: 'Alerts to your schools, the newest first, each in numbers.',
    roles: readers,
    query: page,
    response: alertPage,
    act: ({ rt, staff, query }) => listAlerts(rt, staff, query.cursor),
  }),
  route({
    method: 'get',
    path: '/alerts/:id',
    summary: 'An alert: its words in each language, how far it got, and what was answered.',
    roles: readers,
    params: byId,
    response: alertDetail,
    act: ({ rt, staff, params }) => readAlert(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/alerts/:id/left-out',
    summary: 'Whom an alert did not reach by text, and why.',
    roles: readers,
    params: byId,
    query: page,
    response: alertLeftOutPage,
    act: ({ rt, staff, params, query }) => listLeftOut(rt, staff, params.id, query.cursor),
  }),
  route({
    method: 'get',
    path: '/alerts/:id/replies',
    summary: 'What families wrote back, the newest first.',
    roles: readers,
    params: byId,
    query: page,
    response: alertReplyPage,
    act: ({ rt, staff, params, query }) => listReplies(rt, staff, params.id, query.cursor),
  }),
  route({
    method: 'post',
    path: '/alerts/:id/answer',
    summary: 'One answer to every family that replied and waits for a word.',
    roles: readers,
    params: byId,
    body: alertAnswerInput,
    idempotent: true,
    response: alertAnswered,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      answerReplies(rt, staff, params.id, body.text, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/alerts/:id/answer/preview',
    summary: 'What each family that waits would get for an answer, language by language. Sends nothing.',
    roles: readers,
    params: byId,
    body: alertAnswerInput,
    response: alertAnswerPreview,
    act: ({ rt, staff, params, body }) => previewAnswer(rt, staff, params.id, body.text),
  }),
  route({
    method: 'get',
    path: '/calls',
    summary: 'Families to be called because a text does not reach them.',
    roles: readers,
    query: page.extend({ state: z.enum(['open', 'done']).default('open'), alertId: id.optional() }),
    response: callPage,
    act: ({ rt, staff, query }) => listCalls(rt, staff, query),
  }),
  route({
    method: 'post',
    path: '/calls/:id/done',
    summary: 'Notes that you called, and what came of it.',
    roles: readers,
    params: byId,
    body: callDoneInput,
    act: ({ rt, staff, params, body }) => finishCall(rt, staff, params.id, body.outcome),
  }),
];
