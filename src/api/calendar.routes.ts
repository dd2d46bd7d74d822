import { clearDay, listDays, markDays } from '../inbox/calendar.js';
import { schoolDayClear, schoolDays, schoolDaysInput, schoolParams } from './calendar.schemas.js';
import { route, type Route } from './route.js';

/** Days without school, or with half of one: learning texts keep out of them, and due times skip them. */
export const calendarRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/schools/:id/days',
    summary: 'Holidays, half days and closures of a school, a year from a month ago on.',
    params: schoolParams,
    response: schoolDays,
    act: ({ rt, staff, params }) => listDays(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/schools/:id/days',
    summary: 'Marks days of a school as holiday, half day or closure.',
    params: schoolParams,
    body: schoolDaysInput,
    act: ({ rt, staff, params, body }) => markDays(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/schools/:id/days/clear',
    summary: 'Makes a day of a school like every other again.',
    params: schoolParams,
    body: schoolDayClear,
    act: ({ rt, staff, params, body }) => clearDay(rt, staff, params.id, body.day),
  }),
];
