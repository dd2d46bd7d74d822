/** What the carrier charges for one segment, as the operator has set it. */
export interface SegmentPrice {
  /** A decimal like `0.0079`; undefined where nobody set one. */
  readonly perSegment: string | undefined;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
}

/**
 * The price of so many segments as staff read it ("$0.0237"), exact to the last digit of the price of one.
 * @returns null where no price is set
 */
export function priceOf({ perSegment, currency }: SegmentPrice, segments: number): string | null {
  if (perSegment === undefined) return null;
  const style = { style: 'currency', currency } as const;
  const usual = new Intl.NumberFormat('en-US', style).resolvedOptions().maximumFractionDigits ?? 0;
  const own = perSegment.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat('en-US', { ...style, maximumFractionDigits: Math.max(usual, own) }).format(
    Number(perSegment) * segments,
  );
}
