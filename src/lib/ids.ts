import { v7 } from 'uuid';

/** A new row id: UUIDv7, so that ids sort by the time they were made (RFC 9562 §5.7). */
export function newId(): string {
  return v7();
}
