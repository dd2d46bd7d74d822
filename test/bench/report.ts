/** What a benchmark found: settings, figures, and the goals beside what was reached. */
export interface Report {
  benchmark: string;
  queue: string;
  settings: Record<string, number>;
  /** One row a side or a step. */
  rows: ({ what: string } & Record<string, number | string>)[];
  goals: { goal: string; reached: number; isMet: boolean }[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** Rounds to what the noise of a shared machine leaves meaningful: three digits. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** The report as a table to read. */
export function asTable(report: Report): string {
  const settings = Object.entries(report.settings).map(([name, value]) => `${name} ${value}`);
  const columns = [...new Set(report.rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...report.rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, n) => Math.max(...cells.map((row) => (row[n] ?? '').length)));
  const lines = cells.map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  '),
  );
  const goals = report.goals.map(
    ({ goal, reached, isMet }) => `${isMet ? 'met    ' : 'not met'}  ${goal}: ${reached}`,
  );
  return [
    `${report.benchmark}, queues in ${report.queue}: ${settings.join(', ')}`,
    '',
    ...lines,
    '',
    ...goals,
    '',
  ].join('\n');
}
