import type { Finding } from './audit.js';
import type { ChaosOptions } from './plan.js';
import type { Tally } from './processes.js';

export interface ChaosReport {
  options: ChaosOptions;
  seed: number;
  surelyNoneSeconds: number;
  listLagMs: [number, number];
  seconds: { trouble: number; settling: number };
  kills: number;
  processes: Tally;
  servers: Record<string, number>;
  faults: Record<string, number>;
  outbound: Record<string, number>;
  attempts: Record<string, number>;
  inbound: Record<string, number>;
  incidents: Record<string, number>;
  unsettled: Record<string, number>;
  findings: Finding[];
}

const findingsShown = 20;

/** The report as a person reads it. */
export function presentReport(report: ChaosReport): string {
  const { processes } = report;
  const counts = (values: Record<string, number>): string =>
    Object.entries(values)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const rows: [string, string][] = [
    ['seed', String(report.seed)],
    ['queues', report.options.redis ? 'Redis' : 'PostgreSQL'],
    ['lasted', `${report.seconds.trouble} s of trouble, ${report.seconds.settling} s to settle`],
    [
      '"surely none" after',
      `${report.surelyNoneSeconds} s (600 s by default); list lag ${report.listLagMs.join('–')} ms`,
    ],
    [
      'kills (SIGKILL)',
      `${report.kills}: at random ${processes.atRandom}, while the carrier was asked ${processes.whileAsked}`,
    ],
    ['  at a point', counts(processes.atPoint)],
    ['stopped (SIGSTOP)', `${counts(processes.stopped)}; went on ${processes.wentOn}`],
    ['ended by themselves', processes.endedByThemselves.join(', ') || 'none'],
    ['servers', counts(report.servers)],
    ["carrier's faults", counts(report.faults)],
    ['texts out', counts(report.outbound)],
    ['attempts', counts(report.attempts)],
    ['texts in', counts(report.inbound)],
    ['incidents', counts(report.incidents)],
    [
      'findings',
      report.findings.length === 0
        ? 'none: every text exactly once, every state true'
        : String(report.findings.length),
    ],
  ];
  const table = rows.map(([name, value]) => `${name.padEnd(22)}${value}`);
  const findings = report.findings
    .slice(0, findingsShown)
    .map(({ what, detail }) => `  ${what}: ${JSON.stringify(detail)}`);
  return [...table, ...findings].join('\n');
}
