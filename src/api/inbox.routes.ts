import { z } from 'zod';
import { askSpeaker } from '../inbox/ask-speaker.js';
import { assignTo } from '../inbox/assign.js';
import { attributeText, attributeWriter } from '../inbox/attribute-text.js';
import { correctTranslation } from '../inbox/correct-translation.js';
import { listConversations } from '../inbox/list.js';
import { previewReply } from '../inbox/preview.js';
import { putReadingRight } from '../inbox/put-right.js';
import { lookAtText } from '../inbox/look-soon.js';
import { listReadyReplies } from '../inbox/ready-replies.js';
import { releaseHeld } from '../inbox/release.js';
import { replyToFamily } from '../inbox/reply.js';
import { changeState } from '../inbox/state.js';
import { readThread } from '../inbox/thread.js';
import { readTranslationHistory } from '../inbox/translation-history.js';
import { undoReading } from '../inbox/undo-reading.js';
import { id } from './common.schemas.js';
import { assignInput, conversationPage, conversationQuery, lookInput, stateInput } from './inbox.schemas.js';
import {
  correctionInput,
  speakerAsked,
  studentInput,
  writerInput,
  translationHistory,
} from './message-changes.schemas.js';
import {
  preview,
  previewInput,
  readyReplies,
  releaseInput,
  replyInput,
  replyResult,
} from './replies.schemas.js';
import { readingChanged, readingInput, undoReadingInput } from './readings.schemas.js';
import { thread, threadQuery } from './thread.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** The shared reply inbox. Which conversations and texts somebody sees is decided inside the queries. */
export const inboxRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/conversations',
    summary:
      'Conversations you may see with the size of each view: urgent, then to be looked at soon, then the rest.',
    query: conversationQuery,
    response: conversationPage,
    act: ({ rt, staff, query }) => listConversations(rt, staff, query),
  }),
  route({
    method: 'get',
    path: '/conversations/:id',
    summary: 'A conversation with its newest 50 texts, or those before a position.',
    params: byId,
    query: threadQuery,
    response: thread,
    act: ({ rt, staff, params, query }) => readThread(rt, staff, params.id, query.before),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/preview',
    summary: 'What the family would get. Sends and stores nothing.',
    params: byId,
    body: previewInput,
    response: preview,
    act: ({ rt, staff, params, body }) => previewReply(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/replies',
    summary:
      'Answers the family in its language; held with a reason where nobody vouches for the translation.',
    params: byId,
    body: replyInput,
    idempotent: true,
    response: replyResult,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      replyToFamily(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/messages/:id/release',
    summary: 'Lets a held text go, in one of four ways, or discards it.',
    params: byId,
    body: releaseInput,
    idempotent: true,
    response: replyResult,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      releaseHeld(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'post',
    path: '/messages/:id/student',
    summary: "Says which child a family's text is about, or that it is not known.",
    params: byId,
    body: studentInput,
    act: ({ rt, staff, params, body }) => attributeText(rt, staff, params.id, body.studentId),
  }),
  route({
    method: 'post',
    path: '/messages/:id/guardian',
    summary: "Says who of those at a shared phone wrote a family's text, or that it is not known.",
    params: byId,
    body: writerInput,
    act: ({ rt, staff, params, body }) => attributeWriter(rt, staff, params.id, body.guardianId),
  }),
  route({
    method: 'post',
    path: '/messages/:id/translation',
    summary: "Puts right the English of a family's text, for those who read its language; it is remembered.",
    params: byId,
    body: correctionInput,
    act: ({ rt, staff, params, body }) => correctTranslation(rt, staff, params.id, body.text),
  }),
  route({
    method: 'post',
    path: '/messages/:id/ask-speaker',
    summary: 'Has somebody of the school who speaks its language look at a text of a family.',
    params: byId,
    response: speakerAsked,
    act: ({ rt, staff, params }) => askSpeaker(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/messages/:id/look',
    summary:
      'Says of a text that may be about danger that there is nothing to worry about, or raises the alarm.',
    params: byId,
    body: lookInput,
    act: ({ rt, staff, params, body }) => lookAtText(rt, staff, params.id, body.outcome),
  }),
  route({
    method: 'post',
    path: '/messages/:id/reading',
    summary:
      "Puts right one thing in what was understood of a family's text: its answer, its topic, whether it is urgent or needs anybody.",
    params: byId,
    body: readingInput,
    response: readingChanged,
    act: ({ rt, staff, params, body }) => putReadingRight(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/messages/:id/reading/undo',
    summary: 'Takes back what a person put right in the reading of a text, as it was before.',
    params: byId,
    body: undoReadingInput,
    act: ({ rt, staff, params, body }) => undoReading(rt, staff, params.id, body.changeId),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/assignee',
    summary: 'Gives a conversation to somebody of its school, or to nobody.',
    params: byId,
    body: assignInput,
    act: ({ rt, staff, params, body }) => assignTo(rt, staff, params.id, body.staffId),
  }),
  route({
    method: 'post',
    path: '/conversations/:id/state',
    summary: 'Closes a conversation, which settles its requests, or opens it again.',
    params: byId,
    body: stateInput,
    act: ({ rt, staff, params, body }) => changeState(rt, staff, params.id, body.state),
  }),
  route({
    method: 'get',
    path: '/messages/:id/translations',
    summary: 'What stood beside a text before: every change of its translations, and who made it.',
    params: byId,
    response: translationHistory,
    act: ({ rt, staff, params }) => readTranslationHistory(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/ready-replies',
    summary: 'Ready replies in English and in the language of a conversation.',
    query: z.object({ conversationId: id }),
    response: readyReplies,
    act: ({ rt, staff, query }) => listReadyReplies(rt, staff, query.conversationId),
  }),
];
