import { z } from 'zod';
import {
  changeNudgeState,
  listClasses,
  listLibrary,
  listNudges,
  nudgeDetail as readNudge,
  previewNudge,
  scheduleNudge,
} from '../nudges/staff-actions.js';
import { askAgain } from '../nudges/ask-again.js';
import { id } from './common.schemas.js';
import {
  askAgainInput,
  classList,
  libraryList,
  nudgeDetail,
  nudgeInput,
  nudgePage,
  nudgePreview,
  nudgePreviewInput,
  nudgeStateInput,
  nudgeSummary,
} from './nudges.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** Learning conversations: what there is to send, to whom, when, and what came of it. */
export const nudgesRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/classes',
    summary: 'Classes you teach, or of your schools.',
    response: classList,
    act: ({ rt, staff }) => listClasses(rt, staff),
  }),
  route({
    method: 'get',
    path: '/library',
    summary: 'Prompts for a class, suggested first, those used lately last.',
    query: z.object({ classId: id }),
    response: libraryList,
    act: ({ rt, staff, query }) => listLibrary(rt, staff, query.classId),
  }),
  route({
    method: 'get',
    path: '/nudges',
    summary: 'Nudges of classes you may see, the newest first.',
    query: z.object({ cursor: z.string().max(200).optional() }),
    response: nudgePage,
    act: ({ rt, staff, query }) => listNudges(rt, staff, query.cursor),
  }),
  route({
    method: 'post',
    path: '/nudges/preview',
    summary: 'What each family would get, and who would not, and why. Sends and stores nothing.',
    body: nudgePreviewInput,
    response: nudgePreview,
    act: ({ rt, staff, body }) => previewNudge(rt, staff, body),
  }),
  route({
    method: 'post',
    path: '/nudges',
    summary: 'Schedules a nudge for a class, once or weekly.',
    body: nudgeInput,
    idempotent: true,
    response: nudgeSummary,
    act: ({ rt, staff, body, idempotencyKey }) => scheduleNudge(rt, staff, body, idempotencyKey),
  }),
  route({
    method: 'get',
    path: '/nudges/:id',
    summary: 'A nudge and its last run, family by family.',
    params: byId,
    response: nudgeDetail,
    act: ({ rt, staff, params }) => readNudge(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/nudges/:id/ask-again',
    summary: 'Asks those families once more who got it and have not answered.',
    params: byId,
    body: askAgainInput,
    idempotent: true,
    response: nudgeSummary,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      askAgain(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/nudges/:id/state',
    summary: 'Pauses a nudge, lets it go on, or cancels it.',
    params: byId,
    body: nudgeStateInput,
    response: nudgeSummary,
    act: ({ rt, staff, params, body }) => changeNudgeState(rt, staff, params.id, body.state),
  }),
];
