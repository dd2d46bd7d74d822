/** How far back the carrier's own list of a line has been compared with what we have. */
export interface LineBackfillTable {
  lineId: string;
  lookedUntil: Date;
}
