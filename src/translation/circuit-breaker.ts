import type { Clock } from '../lib/clock.js';

/** A quota or a key takes a person to see to it; so long until an engine is asked again. Milliseconds. */
const refusalRestMs = 5 * 60_000;

/**
 * Spares an engine that is ill: after `failuresBeforeRest` failures in a row it rests for `restMs`, then one more
 * failure sends it back to rest and one success clears it. One that refuses every text rests at once, and longer.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #failuresBeforeRest: number;
  readonly #restMs: number;
  #failures = 0;
  #restUntil = 0;
  #refusal: string | null = null;

  constructor(clock: Clock, failuresBeforeRest: number, restMs: number) {
    this.#clock = clock;
    this.#failuresBeforeRest = failuresBeforeRest;
    this.#restMs = restMs;
  }

  isResting(): boolean {
    return this.#clock.now().getTime() < this.#restUntil;
  }

  /** Why it refuses every text, as long as it rests for that; null where it was ill. */
  get refusal(): string | null {
    return this.#refusal;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#refusal = null;
    this.#restUntil = 0;
  }

  /** @param reason a sentence for staff */
  refused(reason: string): void {
    this.#refusal = reason;
    this.#restUntil = this.#clock.now().getTime() + refusalRestMs;
  }

  failed(): void {
    this.#failures += 1;
    this.#refusal = null;
    if (this.#failures >= this.#failuresBeforeRest)
      this.#restUntil = this.#clock.now().getTime() + this.#restMs;
  }
}
