import { z } from 'zod';
import { correctWithdrawn } from '../withdrawals/correct.js';
import { listNotices, listWithdrawals, noteSeen, showWithdrawal } from '../withdrawals/show.js';
import { undoWithdrawal } from '../withdrawals/undo.js';
import { withdraw } from '../withdrawals/withdraw.js';
import { id } from './common.schemas.js';
import { route, type Route } from './route.js';
import {
  correctionResult,
  correctionText,
  withdrawal,
  withdrawalInput,
  withdrawalMade,
  withdrawalNotices,
  withdrawalPage,
  withdrawalQuery,
} from './withdrawals.schemas.js';

const byId = z.object({ id });

/** Wrong translations: taken back, everybody who relied on them told, and put right. */
export const withdrawalsRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/withdrawals',
    summary: 'Takes back a wrong translation: of a text, of a nudge in one language, or of the memory.',
    body: withdrawalInput,
    response: withdrawalMade,
    act: ({ rt, staff, body }) => withdraw(rt, staff, body),
  }),
  route({
    method: 'get',
    path: '/withdrawals',
    summary: 'Withdrawn translations you have to do with, the newest first.',
    query: withdrawalQuery,
    response: withdrawalPage,
    act: ({ rt, staff, query }) => listWithdrawals(rt, staff, query),
  }),
  route({
    method: 'get',
    path: '/withdrawals/notices',
    summary: 'Translations you relied on that turned out to be wrong, until you have seen it.',
    response: withdrawalNotices,
    act: ({ rt, staff }) => listNotices(rt, staff),
  }),
  route({
    method: 'get',
    path: '/withdrawals/:id',
    summary: 'A withdrawn translation: every text and every member of staff that relied on it.',
    params: byId,
    response: withdrawal,
    act: ({ rt, staff, params }) => showWithdrawal(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/withdrawals/:id/seen',
    summary: 'Notes that you have seen that the words are wrong.',
    params: byId,
    act: ({ rt, staff, params }) => noteSeen(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/withdrawals/:id/correction',
    summary:
      'Says what is right, by somebody who reads the language, to every family that got the wrong words.',
    params: byId,
    body: correctionText,
    idempotent: true,
    response: correctionResult,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      correctWithdrawn(rt, staff, params.id, body.text, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/withdrawals/:id/undo',
    summary: 'Takes a withdrawal back, as long as nothing was corrected.',
    params: byId,
    act: ({ rt, staff, params }) => undoWithdrawal(rt, staff, params.id),
  }),
];
