import { useSyncExternalStore } from 'react';
import { z } from 'zod';

const draftShape = z.object({
  /** What is being written, in English. */
  text: z.string(),
  /** The writer's own translation, where there is one, and the English it was made from. */
  translation: z.object({ text: z.string(), from: z.string() }).nullable(),
  /** The last text the writer had seen; what the family wrote after it must be read before sending. */
  afterPosition: z.number(),
  /** Whether a text that is too long goes out in parts. */
  split: z.boolean().optional(),
  /** The picture that goes along, kept on the server already. */
  picture: z.object({ id: z.string(), name: z.string() }).optional(),
  /** Set by the first try to send, so that a second try is the same one. */
  intention: z.object({ input: z.string(), key: z.string() }).nullable(),
  /** A text the family did not understand, which this one says anew. */
  corrects: z.string().optional(),
});

/** A reply being written. Kept for this tab only, because it may be about a child. */
export type Draft = z.infer<typeof draftShape>;

const prefix = 'recado.draft.';
const ownerKey = 'recado.drafts-of';
const known = new Map<string, Draft | null>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readDraft(conversationId: string): Draft | null {
  const remembered = known.get(conversationId);
  if (remembered !== undefined) return remembered;
  const draft = parseDraft(sessionStorage.getItem(prefix + conversationId));
  known.set(conversationId, draft);
  return draft;
}

function parseDraft(stored: string | null): Draft | null {
  if (stored === null) return null;
  try {
    return draftShape.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}

/** The draft of a conversation, or null. */
export function useDraft(conversationId: string): Draft | null {
  return useSyncExternalStore(subscribe, () => readDraft(conversationId));
}

/** Changes the draft of a conversation; null forgets it. */
export function keepDraft(conversationId: string, draft: Draft | null): void {
  known.set(conversationId, draft);
  if (draft === null) sessionStorage.removeItem(prefix + conversationId);
  else sessionStorage.setItem(prefix + conversationId, JSON.stringify(draft));
  for (const listener of listeners) listener();
}

/** Whose drafts these are: those of somebody who was signed in here before are forgotten. */
export function keepDraftsOf(staffId: string): void {
  if (sessionStorage.getItem(ownerKey) === staffId) return;
  forgetDrafts();
  sessionStorage.setItem(ownerKey, staffId);
}

/** Forgets every draft: on signing out. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  known.clear();
  for (const listener of listeners) listener();
}
