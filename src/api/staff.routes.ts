import { z } from 'zod';
import { addStaff, bringStaffBack, changeStaff, letStaffLeave, listStaff } from '../settings/staff.js';
import { id } from './common.schemas.js';
import { route, type Route } from './route.js';
import {
  newStaff,
  staffAdded,
  staffDirectory,
  staffDirectoryQuery,
  staffFacts,
  staffLeft,
} from './staff.schemas.js';

const byId = z.object({ id });

/** The district's people: what they are, where they work and what they speak. For district administrators. */
export const staffRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/staff/directory',
    summary: 'People of the district by name, with role, schools and languages.',
    query: staffDirectoryQuery,
    response: staffDirectory,
    act: ({ rt, staff, query: { search = '', left = false, cursor } }) =>
      listStaff(rt, staff, { search, left, cursor }),
  }),
  route({
    method: 'post',
    path: '/staff/directory',
    summary: 'Adds somebody who is not in the roster.',
    body: newStaff,
    response: staffAdded,
    act: ({ rt, staff, body }) => addStaff(rt, staff, body),
  }),
  route({
    method: 'post',
    path: '/staff/directory/:id',
    summary: 'Sets somebody’s role, languages and schools; those the roster names stay.',
    params: byId,
    body: staffFacts,
    act: ({ rt, staff, params, body }) => changeStaff(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/staff/directory/:id/leave',
    summary: 'Lets somebody leave: signed out everywhere, and what they had goes to colleagues.',
    params: byId,
    response: staffLeft,
    act: ({ rt, staff, params }) => letStaffLeave(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/staff/directory/:id/back',
    summary: 'Brings somebody back who left.',
    params: byId,
    act: ({ rt, staff, params }) => bringStaffBack(rt, staff, params.id),
  }),
];
