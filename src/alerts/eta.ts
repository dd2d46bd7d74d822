/** A line that sends a share of an alert. */
export interface LineShare {
  /** Texts of the alert that go out on it. */
  texts: number;
  /** Other alert texts that wait on it already, and go first. */
  ahead: number;
  messagesPerSecond: number;
  /** It is stopped or held: nothing leaves it. */
  isStopped: boolean;
}

/**
 * When the last family will have it, at the pace of each line; lines send at the same time. Pure.
 * @returns null where nobody gets it, or a line that is needed stands still
 */
export function lastFamilyAt(now: Date, lines: readonly LineShare[]): Date | null {
  const used = lines.filter((line) => line.texts > 0);
  if (used.length === 0 || used.some((line) => line.isStopped)) return null;
  const seconds = used.map((line) => (line.ahead + line.texts) / line.messagesPerSecond);
  return new Date(now.getTime() + Math.ceil(Math.max(...seconds)) * 1000);
}
