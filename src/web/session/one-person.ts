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
 * A page shows what one person may see. Where another signs in beside it, or something was taken from this one, it is
 * loaded anew, so that nothing of before is left and nothing goes out in the wrong name. What is only more is no reason:
 * something may be half written.
 */
export function useOnePerson(me: Me): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const look = (): void => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    channel.addEventListener('message', look);
    return () => channel.removeEventListener('message', look);
  }, [queryClient]);
  const before = useRef(me);
  useEffect(() => {
    if (isLess(before.current, me)) window.location.reload();
    before.current = me;
  }, [me]);
}

function isLess(before: Me, now: Me): boolean {
  if (before.id !== now.id || before.role !== now.role) return true;
  const schools = new Set(now.schools.map(({ id }) => id));
  return before.schools.some(({ id }) => !schools.has(id));
}
