import type { Clock } from '../lib/clock.js';

/**
 * Spares an engine that is ill: after `failuresBeforeRest` failures in a row it rests for `restMs`, then one more
 * failure sends it back to rest and one success clears it.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #failuresBeforeRest: number;
  readonly #restMs: number;
  #failures = 0;
  #restUntil = 0;

  constructor(clock: Clock, failuresBeforeRest: number, restMs: number) {
    this.#clock = clock;
    this.#failuresBeforeRest = failuresBeforeRest;
    this.#restMs = restMs;
  }

  isResting(): boolean {
    return this.#clock.now().getTime() < this.#restUntil;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#restUntil = 0;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures >= this.#failuresBeforeRest)
      this.#restUntil = this.#clock.now().getTime() + this.#restMs;
  }
}
