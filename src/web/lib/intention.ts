import { v4 as randomId } from 'uuid';

/** What a person meant to do once, with the Idempotency-Key it goes out under. */
export interface Intention {
  readonly input: string;
  readonly key: string;
}

/** The earlier intention when nothing about it changed (it is being tried again), else a new one. */
export function intentionFor(input: unknown, earlier?: Intention | null): Intention {
  const written = JSON.stringify(input);
  return earlier?.input === written ? earlier : { input: written, key: randomId() };
}
