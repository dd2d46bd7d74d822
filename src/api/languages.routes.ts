import { z } from 'zod';
import { approveLanguage, listLanguages, readLanguage, withdrawApproval } from '../languages/languages.js';
import { approvalInput, approvalTakenBack, languageList, languagePage } from './languages.schemas.js';
import { route, type Route } from './route.js';

const byCode = z.object({ code: z.string().max(20) });

/** The state of each language families are written to in. */
export const languagesRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/languages',
    summary: 'Every language: who speaks it, who approved its fixed texts, which engines know it.',
    response: languageList,
    act: ({ rt, staff }) => listLanguages(rt, staff),
  }),
  route({
    method: 'get',
    path: '/languages/:code',
    summary: 'The consent, crisis and alert texts of a language, each beside the English.',
    params: byCode,
    response: languagePage,
    act: ({ rt, staff, params }) => readLanguage(rt, staff, params.code),
  }),
  route({
    method: 'post',
    path: '/languages/:code/approvals',
    summary: 'Notes that a named speaker has read every text of a part and approves it.',
    params: byCode,
    body: approvalInput,
    act: ({ rt, staff, params, body }) => approveLanguage(rt, staff, params.code, body),
  }),
  route({
    method: 'post',
    path: '/languages/:code/approvals/taken-back',
    summary: 'Takes the approval of a part back: its words count as nobody’s again.',
    params: byCode,
    body: approvalTakenBack,
    act: ({ rt, staff, params, body }) => withdrawApproval(rt, staff, params.code, body),
  }),
];
