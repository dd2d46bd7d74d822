import { languageFor } from '../i18n/languages.js';
import { reasonInWords } from '../understanding/reason-in-words.js';
import { understand } from '../understanding/understand.js';
import { route, type Route } from './route.js';
import { tryInput, tryResult } from './understanding.schemas.js';

/** Trying how a text would be understood. */
export const understandingRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/understand',
    summary: 'How a text would be understood, and why. Nothing is stored, sent or logged.',
    body: tryInput,
    response: tryResult,
    act: ({ rt, body: { text, language, ask } }) => {
      const understood = understand(rt.understanding, text, {
        homeLanguage: language === null ? null : languageFor(language),
        districtLanguages: rt.texts.languages(),
        ask: ask ?? undefined,
      });
      const { reasons, ...rest } = understood;
      const reasonsInWords = reasons.map(reasonInWords);
      return Promise.resolve({ ...rest, reasons: [...reasons], reasonsInWords });
    },
  }),
];
