import { z } from 'zod';
import { languageFor, type Language } from '../i18n/languages.js';
import { isTopic, type Topic } from '../i18n/topics.js';
import { badRequest } from '../lib/errors.js';
import { endAgreementWith, recordAgreement, setPair, showSettings } from '../settings/engines.js';
import { exportTerms, importTerms, removeTerm, setTerm, showTerms } from '../settings/glossary.js';
import {
  exportMemory,
  forgetTranslation,
  importMemory,
  showMemory,
  showRetired,
  restoreTranslation,
} from '../settings/memory.js';
import { id } from './common.schemas.js';
import { downloadRoute, route, type Route } from './route.js';
import {
  agreementInput,
  engineParams,
  formatParams,
  importOutcome,
  memoryFile,
  memoryPage,
  memoryQuery,
  retiredPage,
  retiredQuery,
  pairInput,
  termInput,
  termList,
  termsFile,
  translationSettings,
} from './translation.schemas.js';

const byId = z.object({ id });

/** How the district translates. Administrators read it, those of the district change it; nobody else learns of it. */
export const translationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/translation/settings',
    summary:
      'Engines, agreements, the order for each pair of languages, and what engines were given of late.',
    response: translationSettings,
    act: ({ rt, staff }) => showSettings(rt, staff),
  }),
  route({
    method: 'post',
    path: '/translation/agreements',
    summary: 'Records the agreement with a provider: only then may texts about these topics leave for it.',
    body: agreementInput,
    act: ({ rt, staff, body }) =>
      recordAgreement(rt, staff, { ...body, topics: body.topics?.map(knownTopic) ?? null }),
  }),
  route({
    method: 'post',
    path: '/translation/agreements/:engine/end',
    summary: 'Ends an agreement: nothing leaves for that engine any more.',
    params: engineParams,
    act: ({ rt, staff, params }) => endAgreementWith(rt, staff, params.engine),
  }),
  route({
    method: 'post',
    path: '/translation/pairs',
    summary: 'Sets the engines of a pair of languages, their order and how far each is trusted.',
    body: pairInput,
    act: ({ rt, staff, body }) => setPair(rt, staff, { ...body, from: known(body.from), to: known(body.to) }),
  }),
  route({
    method: 'get',
    path: '/translation/terms',
    summary: "The district's terms, by name.",
    response: termList,
    act: ({ rt, staff }) => showTerms(rt, staff),
  }),
  route({
    method: 'post',
    path: '/translation/terms',
    summary: "Sets the district's word for a term, in one language or in all.",
    body: termInput,
    act: ({ rt, staff, body }) =>
      setTerm(rt, staff, { ...body, toLanguage: body.toLanguage === null ? null : known(body.toLanguage) }),
  }),
  route({
    method: 'post',
    path: '/translation/terms/:id/remove',
    summary: 'Takes a term out of use.',
    params: byId,
    act: ({ rt, staff, params }) => removeTerm(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/translation/terms/import',
    summary: 'Takes terms over from a CSV with the columns term,language,target,note.',
    largeBody: true,
    body: termsFile,
    response: importOutcome,
    act: ({ rt, staff, body }) => importTerms(rt, staff, body.content),
  }),
  downloadRoute({
    path: '/translation/terms.csv',
    summary: 'The terms as CSV.',
    act: async ({ rt, staff }) => ({
      name: 'glossary.csv',
      contentType: 'text/csv; charset=utf-8',
      pieces: [await exportTerms(rt, staff)],
    }),
  }),
  route({
    method: 'get',
    path: '/translation/memory',
    summary: 'Approved translations, the newest first.',
    query: memoryQuery,
    response: memoryPage,
    act: ({ rt, staff, query }) => showMemory(rt, staff, query),
  }),
  route({
    method: 'post',
    path: '/translation/memory/:id/retire',
    summary: 'Takes an approved translation out of use; it stays in the books.',
    params: byId,
    act: ({ rt, staff, params }) => forgetTranslation(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/translation/retired-memory',
    summary: 'Translations that are not used any more, and why; those last taken out first.',
    query: retiredQuery,
    response: retiredPage,
    act: ({ rt, staff, query }) => showRetired(rt, staff, query),
  }),
  route({
    method: 'post',
    path: '/translation/memory/:id/restore',
    summary: 'Takes a translation into use again that was taken out.',
    params: byId,
    act: ({ rt, staff, params }) => restoreTranslation(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/translation/memory/import',
    summary:
      'Takes approved translations over from TMX 1.4, or a CSV with the columns from,to,source,target.',
    largeBody: true,
    body: memoryFile,
    response: importOutcome,
    act: ({ rt, staff, body }) => importMemory(rt, staff, body.format, body.content),
  }),
  downloadRoute({
    path: '/translation/memory.:format',
    summary: 'Every approved translation as TMX 1.4 or CSV.',
    params: formatParams,
    act: async ({ rt, staff, params: { format } }) => ({
      name: `translations.${format}`,
      contentType: format === 'tmx' ? 'application/xml; charset=utf-8' : 'text/csv; charset=utf-8',
      pieces: await exportMemory(rt, staff, format),
    }),
  }),
];

/** @throws RecadoError 400 `unknown_language` */
function known(code: string): Language {
  const language = languageFor(code);
  if (language === null) throw badRequest('unknown_language', `${code} is no language Recado knows.`);
  return language;
}

/** @throws RecadoError 400 `unknown_topic` */
function knownTopic(name: string): Topic {
  if (!isTopic(name)) throw badRequest('unknown_topic', `${name} is no topic Recado knows.`);
  return name;
}
