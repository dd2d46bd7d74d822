import { z } from 'zod';
import { changeLinePace, listLinePaces } from '../holds/line-pace.js';
import { liftHold, listHolds, placeHold, resumeLine } from '../holds/holds.js';
import { id } from './common.schemas.js';
import { holdInput, holdList, holdPlaced, liftInput, lineList, linePaceInput } from './holds.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** Stopping texts and letting them go on. Who may is decided in the use cases: it hangs on the school. */
export const holdsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/holds',
    summary: 'What is stopped now, of what concerns you: holds, and lines the carrier made us stop.',
    response: holdList,
    act: ({ rt, staff }) => listHolds(rt, staff),
  }),
  route({
    method: 'post',
    path: '/holds',
    summary:
      'Stops every text of a line, a school or the district, alerts included; at most the batch a worker has claimed still goes.',
    body: holdInput,
    response: holdPlaced,
    act: ({ rt, staff, body: { reason, ...subject } }) => placeHold(rt, staff, subject, reason),
  }),
  route({
    method: 'post',
    path: '/holds/:id/lift',
    summary: 'Lets a hold go; the texts it held are sent, within the hours of now, or dropped.',
    params: byId,
    body: liftInput,
    act: ({ rt, staff, params, body }) => liftHold(rt, staff, params.id, body.heldTexts),
  }),
  route({
    method: 'post',
    path: '/lines/:id/resume',
    summary: 'Lets a line go on that was stopped because the carrier refused it.',
    params: byId,
    act: ({ rt, staff, params }) => resumeLine(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/lines',
    summary: 'How fast each line sends, and how much of its day is kept for alerts.',
    roles: ['district_admin'],
    response: lineList,
    act: ({ rt }) => listLinePaces(rt),
  }),
  route({
    method: 'post',
    path: '/lines/:id/pace',
    summary: 'Sets how fast a line sends, from the next batch on.',
    roles: ['district_admin'],
    params: byId,
    body: linePaceInput,
    act: ({ rt, staff, params, body }) => changeLinePace(rt, staff, params.id, body),
  }),
];
