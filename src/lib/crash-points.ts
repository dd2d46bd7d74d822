/**
 * Named places where the chaos tests make a process die, or stand still, between two steps that must not come apart.
 * For tests alone: without NODE_ENV=test nothing here does anything, whatever the other variable says.
 */
export type CrashPoint =
  | 'delivery: claimed'
  | 'delivery: sending'
  | 'delivery: answered'
  | 'inbound: before commit'
  | 'inbound: stored'
  | 'inbound: understood';

interface Armed {
  point: string;
  /** The how-manieth time it is passed. */
  pass: number;
  signal: 'SIGKILL' | 'SIGSTOP';
}

/** `RECADO_CRASH_POINTS=delivery: sending=3,inbound: stored=1=SIGSTOP`: at the third pass, killed; at the first, stopped. */
function readArmed(environment: NodeJS.ProcessEnv): Armed[] {
  if (environment.NODE_ENV !== 'test') return [];
  return (environment.RECADO_CRASH_POINTS ?? '')
    .split(',')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [point = '', pass, signal] = entry.split('=');
      return { point, pass: Number(pass ?? 1), signal: signal === 'SIGSTOP' ? signal : 'SIGKILL' };
    });
}

const armed = readArmed(process.env);
const passes = new Map<CrashPoint, number>();

/** Ends this process at once, or stops it where it stands, if a chaos test armed the point for this pass. */
export function crashPoint(point: CrashPoint): void {
  if (armed.length === 0) return;
  const pass = (passes.get(point) ?? 0) + 1;
  passes.set(point, pass);
  const due = armed.find((one) => one.point === point && one.pass === pass);
  if (due) process.kill(process.pid, due.signal);
}
