/** What a hold stops: every line, the texts of one school, or one line whoever's texts they are. */
export type HoldScope = 'district' | 'school' | 'line';

/** A hold stands while `liftedAt` is null; `heldTexts` says what became of the texts it held. */
export interface HoldTable {
  id: string;
  scope: HoldScope;
  schoolId: string | null;
  lineId: string | null;
  reason: string;
  placedAt: Date;
  placedByStaffId: string;
  liftedAt: Date | null;
  liftedByStaffId: string | null;
  heldTexts: 'send' | 'drop' | null;
}
