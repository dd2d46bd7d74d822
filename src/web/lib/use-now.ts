import { useSyncExternalStore } from 'react';

const step = 20_000;
let current = Date.now();
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, step);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The time in milliseconds, renewed every 20 seconds for all who ask, so that "12 min" keeps being true. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}
