/** The orderly end of `recado up`: what was started is stopped, the last first. */
export interface Ending {
  /** Aborted as soon as the end was asked for. */
  readonly signal: AbortSignal;
  /** Registers how to stop something; called at once when the end has begun already. */
  onEnd(stop: () => Promise<void>): void;
  /** Registers what a second Ctrl-C does, right before the process exits. */
  onKill(kill: () => void): void;
  /** Stops everything; resolves when it has stopped, or after five seconds. */
  end(): Promise<void>;
}

/** npm passes on the Ctrl-C that the terminal has sent already: two signals this close are one. */
const sameKeyMs = 500;
const patienceMs = 4_800;

/** Listens for Ctrl-C, SIGTERM and a closed terminal. A second Ctrl-C ends the process at once. */
export function listenForEnd(): Ending {
  const controller = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  const kills: (() => void)[] = [];
  let askedAt: number | undefined;

  const asked = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      controller.abort(new Error('The end was asked for.'));
    } else if (Date.now() - askedAt > sameKeyMs) {
      for (const kill of kills) kill();
      process.exit(130);
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, asked);

  let ending = false;
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch(() => undefined);
  };
  return {
    signal: controller.signal,
    onEnd: (stop) => {
      if (ending) void stop().catch(() => undefined);
      else stops.push(stop);
    },
    onKill: (kill) => void kills.push(kill),
    end: async () => {
      ending = true;
      controller.abort(new Error('The end was asked for.'));
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
      await Promise.race([stopAll(), patience]);
      clearTimeout(timer);
    },
  };
}
