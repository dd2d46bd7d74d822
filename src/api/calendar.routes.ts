import { clearDay, listDays, markDays } from '../inbox/calendar.js';
import { changeContactHours } from '../settings/contact-hours.js';
import {
  contactHoursInput,
  schoolDayClear,
  schoolDays,
  schoolDaysInput,
  schoolParams,
} from './calendar.schemas.js';
import { route, type Route } from './route.js';

/** When families are texted: the hours of a school, and its days without school, which learning texts and due times skip. */
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
  route({
    method: 'post',
    path: '/schools/contact-hours',
    summary: 'Sets from when until when families of schools are texted. For district administrators.',
    body: contactHoursInput,
    act: ({ rt, staff, body }) => changeContactHours(rt, staff, body.schoolIds, body.hours),
  }),
];
