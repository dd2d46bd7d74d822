import { createContext, useContext } from 'react';

/** Moves through the list that is open beside the thread. */
export interface InboxMoves {
  next(): void;
  previous(): void;
}

export const InboxMovesContext = createContext<InboxMoves>({
  next: () => undefined,
  previous: () => undefined,
});

/** {@link InboxMoves} of the inbox around. */
export function useInboxMoves(): InboxMoves {
  return useContext(InboxMovesContext);
}
