/** A rating without a range of its own goes from 1 to 5. */
const ofRating = { min: 1, max: 5 } as const;

interface Asked {
  readonly kind: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/**
 * What is wrong with the range of a question's answers, in a sentence; null when nothing is. A question whose smallest
 * answer is larger than its largest has no answer that counts, and every reply to it would be asked about again. Pure.
 */
export function problemOfRange({ kind, min, max }: Asked): string | null {
  const [least, most] =
    kind === 'rating' ? [min ?? ofRating.min, max ?? ofRating.max] : [min ?? -Infinity, max ?? Infinity];
  return least <= most
    ? null
    : `The smallest answer that counts, ${least}, is larger than the largest, ${most}: nobody could answer.`;
}
