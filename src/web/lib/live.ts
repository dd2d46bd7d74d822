import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { liveEvent, type LiveEventView } from '../../api/events.schemas.js';

/** `interrupted` once the server has not answered for a while; pages then ask again by themselves, more slowly. */
export type LiveState = 'live' | 'interrupted';

const quietFor = 4_000;
const reconnectAfter = 5_000;
const gatherFor = 250;
/** Every text of a nudge that arrives or is answered changes its numbers, and they are many at once. */
const gatherNudgesFor = 2_000;

/** Keeps what is shown up to date by the server's events for as long as the page is open. */
export function useLiveUpdates(): LiveState {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('live');
  useEffect(() => followEvents(queryClient, setState), [queryClient]);
  return state;
}

function followEvents(queryClient: QueryClient, tell: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let reconnect: number | undefined;
  let warn: number | undefined;
  let missedSome = false;
  const refresh = gathered((events) => void invalidate(queryClient, events), gatherFor);
  const refreshNudges = gathered(() => void invalidateNudges(queryClient), gatherNudgesFor);

  const connect = (): void => {
    source = new EventSource('/api/events');
    source.onopen = () => {
      window.clearTimeout(warn);
      warn = undefined;
      tell('live');
      if (missedSome) void queryClient.invalidateQueries();
      missedSome = false;
    };
    source.onmessage = (message: MessageEvent<string>) => {
      const event = liveEvent.safeParse(parseJson(message.data));
      if (!event.success) return;
      refresh.add(event.data);
      if (event.data.kind === 'conversation') refreshNudges.add(event.data);
    };
    source.onerror = () => {
      missedSome = true;
      warn ??= window.setTimeout(() => tell('interrupted'), quietFor);
      // The browser connects again by itself, except after an answer that is not an event stream.
      if (source?.readyState === EventSource.CLOSED) reconnect = window.setTimeout(connect, reconnectAfter);
    };
  };
  connect();
  return () => {
    source?.close();
    refresh.stop();
    refreshNudges.stop();
    window.clearTimeout(reconnect);
    window.clearTimeout(warn);
  };
}

/** Gathers events for a moment, so that a burst asks once. */
function gathered(
  act: (events: LiveEventView[]) => void,
  forMs: number,
): { add(event: LiveEventView): void; stop(): void } {
  let events: LiveEventView[] = [];
  let timer: number | undefined;
  return {
    add(event) {
      events.push(event);
      timer ??= window.setTimeout(() => {
        timer = undefined;
        const batch = events;
        events = [];
        act(batch);
      }, forMs);
    },
    stop: () => window.clearTimeout(timer),
  };
}

async function invalidate(queryClient: QueryClient, events: readonly LiveEventView[]): Promise<void> {
  // A hold may have stopped, sent or dropped any text.
  if (events.some((event) => event.kind === 'hold')) {
    await queryClient.invalidateQueries();
    return;
  }
  const keys: string[][] = [];
  for (const { kind, id } of events) {
    if (kind === 'conversation') keys.push(['thread', id], ['family']);
    if (kind === 'nudge') keys.push(['nudge', id]);
    if (kind === 'withdrawal') keys.push(['withdrawals'], ['withdrawal', id], ['reviews']);
    if (kind === 'fixed_text') keys.push(['fixed-texts'], ['fixed-text', id], ['language'], ['languages']);
    // It may bring schools, which whoever is signed in chooses among.
    if (kind === 'import') keys.push(['import', id], ['imports'], ['me']);
  }
  if (events.some((event) => event.kind === 'conversation')) keys.push(['conversations'], ['reviews']);
  if (events.some((event) => event.kind === 'nudge')) keys.push(['nudges']);
  // Of an alert, or of a call that may belong to one.
  if (events.some((event) => event.kind === 'alert')) keys.push(['alert'], ['alerts'], ['calls']);
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

async function invalidateNudges(queryClient: QueryClient): Promise<void> {
  await Promise.all([['nudge'], ['nudges']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
