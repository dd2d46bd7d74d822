import { useEffect, useRef } from 'react';

/** Key (as `KeyboardEvent.key`) to what it does. */
export type KeyMap = Readonly<Record<string, () => void>>;

// Where keys have a meaning of their own.
const taken =
  'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=tablist]';

/** Single-key shortcuts for the whole page, silent while someone types, a dialog is open or a modifier is held. */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(taken) !== null) return;
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return;
      const act = latest.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
