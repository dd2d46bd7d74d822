/**
 * Gives each feature of a language a row of its own, in the order they are first met. A table of counts whose places
 * features share is smaller, and takes words it never saw for others: texts about danger seldom use the words expected.
 */
export interface FeatureRows {
  /** How many rows there are. */
  readonly count: () => number;
  /** The row of a feature, a new one where it has none yet. */
  readonly rowFor: (id: number) => number;
  /** The row of a feature; -1 where it has none. */
  readonly rowOf: (id: number) => number;
}

/** Slots to begin with; a power of two. */
const firstSlots = 1 << 15;
/** Fuller than that, looking for a slot takes long. */
const fullest = 0.6;

/**
 * An open table of slots, two numbers each since they are read together: a feature of 32 bits, and its row, counted from
 * 1; 0 is an empty slot.
 */
export function featureRows(): FeatureRows {
  let slots = new Int32Array(firstSlots * 2);
  let count = 0;
  const placeOf = (id: number): number => {
    const last = slots.length - 1;
    let place = (Math.imul(id, 0x9e3779b1) >>> 6) & last & ~1;
    while (slots[place + 1] !== 0 && slots[place] !== id) place = (place + 2) & last;
    return place;
  };
  const grow = (): void => {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 2) {
      const [id = 0, row = 0] = [old[from], old[from + 1]];
      if (row === 0) continue;
      const place = placeOf(id);
      slots[place] = id;
      slots[place + 1] = row;
    }
  };
  return {
    count: () => count,
    rowFor(id) {
      if (count * 2 > slots.length * fullest) grow();
      const place = placeOf(id);
      const known = slots[place + 1] ?? 0;
      if (known !== 0) return known - 1;
      slots[place] = id;
      count += 1;
      slots[place + 1] = count;
      return count - 1;
    },
    rowOf: (id) => (slots[placeOf(id | 0) + 1] ?? 0) - 1,
  };
}
