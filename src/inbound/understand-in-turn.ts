import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { reconsiderTexts } from '../delivery/delivery.queries.js';
import { findAskInTurn } from '../flows/ask-in-turn.queries.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { endQuestionBetween } from '../flows/put-aside.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { understand } from '../understanding/understand.js';
import type { Understood } from '../understanding/understood.js';
import { findAnswerChange, type AnswerChange } from './change-answer.js';
import { answersInWords } from './dialogues.js';
import type { FamilyAtAddress, TextToUnderstand } from './inbound.queries.js';

/** A text in the light of what the family was asked. */
export interface UnderstoodInTurn {
  understood: Understood;
  /** The open question; undefined where there is none, or the text changes the answer to another and says nothing to it. */
  openAsk: OpenAsk | undefined;
  /** The answer given before that the text changes. */
  change: AnswerChange | undefined;
}

/**
 * Understands a text in the light of the open question. What does not answer a dialogue about the texting itself ends
 * it, and is read in the light of the question that dialogue had interrupted. What answers no open question may change
 * the answer to the last.
 */
export async function understandInTurn(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  family: FamilyAtAddress,
  homeLanguage: string | null,
): Promise<UnderstoodInTurn> {
  const { understood, openAsk } = await inLightOfOpenAsk(rt, trx, now, text, homeLanguage);
  const context = { homeLanguage, districtLanguages: rt.texts.languages() };
  const change = await findAnswerChange(rt, trx, { text, understood, family, context });
  if (!change || change.isForStaff) return { understood, openAsk, change };
  return { understood: change.understood, openAsk: undefined, change };
}

async function inLightOfOpenAsk(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  homeLanguage: string | null,
): Promise<Pick<UnderstoodInTurn, 'understood' | 'openAsk'>> {
  const inLightOf = (openAsk: OpenAsk | undefined): Understood =>
    understand(rt.understanding, text.text, {
      homeLanguage,
      districtLanguages: rt.texts.languages(),
      ...(openAsk?.ask ? { ask: openAsk.ask } : {}),
    });
  const { addressId } = text;
  const writtenAt = text.carrierAt ?? text.createdAt;
  const openAsk = await findAskInTurn(trx, now, { addressId, writtenAt });
  const understood = inLightOf(openAsk);
  const { answer, consent, byPhone } = understood;
  // What a phone writes by itself says nothing to any question: it stays open.
  const answers = answer.status === 'answered' || consent !== null || byPhone !== null;
  const writeIn = homeLanguage ?? understood.language;
  if (!openAsk?.dialogue || answers || answersInWords(rt, { text, understood, openAsk, writeIn }))
    return { understood, openAsk };
  await endQuestionBetween(trx, now, openAsk.id);
  // What waited to be told a language waits no longer.
  if (openAsk.dialogue === 'language') await reconsiderTexts(trx, now, addressId);
  const given = await findAskInTurn(trx, now, { addressId, writtenAt });
  return { understood: inLightOf(given), openAsk: given };
}
