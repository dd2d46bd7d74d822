import { z } from 'zod';
import { correctFixedText, undoFixedText, withdrawFixedText } from '../withdrawals/fixed-texts.js';
import {
  fixedTextsIn,
  listFamiliesOf,
  listFixedTexts,
  showFixedText,
} from '../withdrawals/show-fixed-texts.js';
import { id } from './common.schemas.js';
import {
  fixedText,
  fixedTextCorrection,
  fixedTextInput,
  fixedTextMade,
  fixedTextPage,
  fixedTextQuery,
  fixedTextsInMessage,
  fixedTextUndo,
  gotItPage,
  gotItQuery,
} from './fixed-texts.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** Wrong texts of the language files: taken back for the whole district, and put right. */
export const fixedTextsRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/fixed-text-withdrawals',
    summary:
      'Takes back a wrong text of a language file: the English goes alone, or the right words where you say them.',
    body: fixedTextInput,
    response: fixedTextMade,
    act: ({ rt, staff, body }) => withdrawFixedText(rt, staff, body),
  }),
  route({
    method: 'get',
    path: '/fixed-text-withdrawals',
    summary: 'Withdrawn texts of the language files you have to do with, the newest first.',
    query: fixedTextQuery,
    response: fixedTextPage,
    act: ({ rt, staff, query }) => listFixedTexts(rt, staff, query),
  }),
  route({
    method: 'get',
    path: '/fixed-text-withdrawals/:id',
    summary: 'A withdrawn text of a language file, with everything that became of it.',
    params: byId,
    response: fixedText,
    act: ({ rt, staff, params }) => showFixedText(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/fixed-text-withdrawals/:id/families',
    summary:
      'Families you may read that got the wrong words in the 30 days before the withdrawal or since, found by the words.',
    params: byId,
    query: gotItQuery,
    response: gotItPage,
    act: ({ rt, staff, params, query }) => listFamiliesOf(rt, staff, params.id, query),
  }),
  route({
    method: 'post',
    path: '/fixed-text-withdrawals/:id/correction',
    summary: 'Says what is right, by somebody who reads the language; it is sent from now on.',
    params: byId,
    body: fixedTextCorrection,
    act: ({ rt, staff, params, body }) => correctFixedText(rt, staff, params.id, body.text),
  }),
  route({
    method: 'post',
    path: '/fixed-text-withdrawals/:id/undo',
    summary: 'Takes a withdrawal back, with the reason: the words of the file are used again.',
    params: byId,
    body: fixedTextUndo,
    act: ({ rt, staff, params, body }) => undoFixedText(rt, staff, params.id, body.reason),
  }),
  route({
    method: 'get',
    path: '/messages/:id/fixed-texts',
    summary: 'Which texts of the language files stand in a text that went out.',
    params: byId,
    response: fixedTextsInMessage,
    act: ({ rt, staff, params }) => fixedTextsIn(rt, staff, params.id),
  }),
];
