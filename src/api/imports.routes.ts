import { z } from 'zod';
import {
  discardImport,
  letImportGo,
  mustImport,
  readAgain,
  showImport,
  showImports,
  showMissedRollovers,
  showRows,
  showSources,
  undoFromPage,
} from '../imports/view.js';
import { id } from './common.schemas.js';
import {
  importPage,
  importRows,
  importsQuery,
  importSources,
  importStarted,
  importView,
  letGoInput,
  missedRollovers,
  readAgainInput,
  rowsQuery,
} from './imports.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** Rosters from files, for district administrators; nobody else learns that there are any. Uploading one is a route of its own, because its body is no JSON. */
export const importsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/imports',
    summary: 'Imports of rosters, the newest first.',
    query: importsQuery,
    response: importPage,
    act: ({ rt, staff, query }) => {
      mustImport(staff);
      return showImports(rt, query.cursor);
    },
  }),
  route({
    method: 'get',
    path: '/imports/sources',
    summary: 'The systems that rosters came from so far.',
    response: importSources,
    act: ({ rt, staff }) => {
      mustImport(staff);
      return showSources(rt);
    },
  }),
  route({
    method: 'get',
    path: '/imports/missed',
    summary: 'Rollovers that were not applied on their day: unreadable, stopped by a guard, or overtaken.',
    response: missedRollovers,
    act: ({ rt, staff }) => {
      mustImport(staff);
      return showMissedRollovers(rt);
    },
  }),
  route({
    method: 'get',
    path: '/imports/:id',
    summary: 'One import: how far it is, and its difference in numbers.',
    params: byId,
    response: importView,
    act: ({ rt, staff, params }) => {
      mustImport(staff);
      return showImport(rt, params.id);
    },
  }),
  route({
    method: 'get',
    path: '/imports/:id/rows',
    summary: 'The difference row by row, with reasons.',
    params: byId,
    query: rowsQuery,
    response: importRows,
    act: ({ rt, staff, params, query }) => {
      mustImport(staff);
      return showRows(rt, params.id, { action: query.action, cursor: query.cursor });
    },
  }),
  route({
    method: 'post',
    path: '/imports/:id/apply',
    summary: 'Applies the difference, at once or on its day; what a guard stopped needs `confirmed`.',
    params: byId,
    body: letGoInput,
    act: ({ rt, staff, params, body }) => {
      mustImport(staff);
      return letImportGo(rt, staff, params.id, body.confirmed);
    },
  }),
  route({
    method: 'post',
    path: '/imports/:id/read-again',
    summary: 'Reads the files again with another column for the home language.',
    params: byId,
    body: readAgainInput,
    act: ({ rt, staff, params, body }) => {
      mustImport(staff);
      return readAgain(rt, staff, params.id, body.languageColumn);
    },
  }),
  route({
    method: 'post',
    path: '/imports/:id/discard',
    summary: 'Puts an import away that is not to be applied.',
    params: byId,
    act: ({ rt, staff, params }) => {
      mustImport(staff);
      return discardImport(rt, params.id);
    },
  }),
  route({
    method: 'post',
    path: '/imports/:id/undo',
    summary: 'Begins to take an applied import back, for 30 days; what changed since stays.',
    params: byId,
    response: importStarted,
    act: ({ rt, staff, params }) => {
      mustImport(staff);
      return undoFromPage(rt, staff, params.id);
    },
  }),
];
