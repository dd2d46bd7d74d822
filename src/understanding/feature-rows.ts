/**
 * Gives each feature of a language a row of its own, in the order they are first met. A table of counts whose places
 * features share is smaller, and takes words it never saw for others: texts about danger seldom use the words expected.
 */
export interface FeatureRows {
  /** How many rows there are. */
  count(): number;
  /** The row of a feature, a new one where it has none yet. */
  rowFor(id: number): number;
  /** The row of a feature; -1 where it has none. */
  rowOf(id: number): number;
}

/** Slots to begin with; a power of two. */
const firstSlots = 1 << 15;
/** Fuller than that, looking for a slot takes long. */
const fullest = 0.6;

/** An open table of 32-bit numbers: their slots, and the rows they have, counted from 1; 0 is an empty slot. */
export function featureRows(): FeatureRows {
  let ids = new Int32Array(firstSlots);
  let rows = new Int32Array(firstSlots);
  let count = 0;
  const slotOf = (id: number): number => {
    const last = ids.length - 1;
    let slot = (Math.imul(id, 0x9e3779b1) >>> 7) & last;
    while (rows[slot] !== 0 && ids[slot] !== id) slot = (slot + 1) & last;
    return slot;
  };
  const grow = (): void => {
    const [oldIds, oldRows] = [ids, rows];
    ids = new Int32Array(oldIds.length * 2);
    rows = new Int32Array(oldRows.length * 2);
    oldRows.forEach((row, old) => {
      if (row === 0) return;
      const slot = slotOf(oldIds[old] ?? 0);
      ids[slot] = oldIds[old] ?? 0;
      rows[slot] = row;
    });
  };
  return {
    count: () => count,
    rowFor(id) {
      if (count > ids.length * fullest) grow();
      const slot = slotOf(id);
      const known = rows[slot] ?? 0;
      if (known !== 0) return known - 1;
      ids[slot] = id;
      count += 1;
      rows[slot] = count;
      return count - 1;
    },
    rowOf: (id) => (rows[slotOf(id | 0)] ?? 0) - 1,
  };
}
