import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Me } from '../../api/session.schemas.js';
import { meQuery } from './session.queries.js';

/** All tabs of a browser share one session: what one does to it, the others hear. */
const channel = new BroadcastChannel('recado.session');

/** Tells the other tabs that somebody signed in or out. */
export function tellOtherTabs(): void {
  channel.postMessage('changed');
}

/**
 * A page shows what one person may see. Where another signs in beside it, or what this one may see has changed, it is
 * loaded anew, so that nothing of before is left and nothing goes out in the wrong name.
 */
export function useOnePerson(me: Me): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const look = (): void => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    channel.addEventListener('message', look);
    return () => channel.removeEventListener('message', look);
  }, [queryClient]);
  const sight = JSON.stringify([me.id, me.role, me.schools.map(({ id }) => id)]);
  const before = useRef(sight);
  useEffect(() => {
    if (before.current !== sight) window.location.reload();
  }, [sight]);
}
