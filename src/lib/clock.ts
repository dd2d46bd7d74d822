/** Where the time comes from. Every query that needs "now" is given it, so that tests can move time. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
