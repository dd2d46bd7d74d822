import type { CrashPoint } from '../../src/lib/crash-points.js';
import { seededRandom, type Random } from '../../src/simulator/random.js';

export type ProcessName = 'web' | 'worker 1' | 'worker 2';

/** Where a process is to die, or to stand still, and at the how-manieth pass. */
export interface ArmedPoint {
  point: CrashPoint;
  pass: number;
  signal: 'SIGKILL' | 'SIGSTOP';
}

export type Trouble =
  | { atMs: number; kind: 'kill' | 'stop'; target: ProcessName }
  /** Both workers are killed while the carrier has the text and keeps its answer back. */
  | { atMs: number; kind: 'kill while asked' }
  | { atMs: number; kind: 'crash PostgreSQL' | 'restart Redis'; downMs: number }
  | { atMs: number; kind: 'empty Redis' };

export interface PlannedText {
  atMs: number;
  /** Index of the family; the same one with the same words comes up on purpose. */
  family: number;
  body: string;
}

export interface Plan {
  seed: number;
  families: number;
  /** How long the troubles last. */
  troubleMs: number;
  stopMs: number;
  troubles: Trouble[];
  points: Record<ProcessName, ArmedPoint[]>;
  /** Replies of staff that go out beside the nudge. */
  replies: PlannedText[];
  inbound: PlannedText[];
  faults: Record<string, unknown>[];
  listLagMs: [number, number];
  surelyNoneSeconds: number;
}

export interface ChaosOptions {
  /** Outbound texts of the campaign; the answers of the system come on top. */
  texts: number;
  inbound: number;
  kills: number;
  redis: boolean;
  seed: number;
}

const workerPoints: CrashPoint[] = [
  'delivery: claimed',
  'delivery: sending',
  'delivery: answered',
  'inbound: understood',
];
const webPoints: CrashPoint[] = ['inbound: before commit', 'inbound: stored'];

const words = [
  'Gracias, maestra.',
  '¿A qué hora sale el autobús?',
  'Sí',
  'No puedo ir a la reunión.',
  'Contamos las manzanas en la cocina.',
  'Mi hijo está enfermo hoy.',
  'ok',
  '5',
  'Mèsi anpil',
  '谢谢老师',
];
const sameWords = 'The bus is ten minutes late today.';

/** Everything a run does to the system, from its seed alone: the same seed and numbers give the same plan. */
export function makePlan(options: ChaosOptions): Plan {
  const random = seededRandom(options.seed);
  const families = Math.max(4, Math.round(options.texts * 0.85));
  const isSmall = options.texts < 1000;
  const troubleMs = isSmall ? 22_000 : Math.max(90_000, options.kills * 6_000);
  const surelyNoneSeconds = isSmall ? 16 : 25;
  // Longer than every lease (claims 5 and 15 s, conversations 30 s), and than "surely none" too.
  const stopMs = isSmall ? 18_000 : 40_000;
  return {
    seed: options.seed,
    families,
    troubleMs,
    stopMs,
    troubles: planTroubles(options, random, troubleMs),
    points: planPoints(options, random),
    replies: planReplies(options.texts - families, random, families, troubleMs),
    inbound: Array.from({ length: options.inbound }, () => ({
      atMs: random.between(0, troubleMs),
      family: random.between(0, families - 1),
      body: pick(random, words),
    })).sort(byTime),
    faults: faultsOf(isSmall ? 3 : 1),
    listLagMs: isSmall ? [0, 1_000] : [0, 8_000],
    surelyNoneSeconds,
  };
}

function planTroubles(options: ChaosOptions, random: Random, troubleMs: number): Trouble[] {
  const within = (): number => random.between(Math.round(troubleMs * 0.1), troubleMs);
  const target = (): ProcessName => pick(random, ['worker 1', 'worker 2', 'worker 1', 'worker 2', 'web']);
  const kills = Math.ceil(options.kills / 2);
  const asked = Math.max(1, Math.round(options.kills / 10));
  const troubles: Trouble[] = [
    ...Array.from({ length: kills }, (): Trouble => ({ atMs: within(), kind: 'kill', target: target() })),
    ...Array.from({ length: asked }, (): Trouble => ({ atMs: within(), kind: 'kill while asked' })),
    { atMs: Math.round(troubleMs * 0.2), kind: 'stop', target: 'worker 1' },
    { atMs: Math.round(troubleMs * 0.45), kind: 'crash PostgreSQL', downMs: random.between(500, 3_000) },
    ...(options.texts < 1000
      ? []
      : [{ atMs: Math.round(troubleMs * 0.8), kind: 'crash PostgreSQL' as const, downMs: 1_000 }]),
    ...(options.redis
      ? [
          { atMs: Math.round(troubleMs * 0.35), kind: 'empty Redis' as const },
          { atMs: Math.round(troubleMs * 0.6), kind: 'restart Redis' as const, downMs: 2_000 },
          { atMs: Math.round(troubleMs * 0.9), kind: 'empty Redis' as const },
        ]
      : []),
  ];
  return troubles.sort(byTime);
}

/** Each start of a process takes the next point of its list. */
function planPoints(options: ChaosOptions, random: Random): Record<ProcessName, ArmedPoint[]> {
  const list = (points: CrashPoint[], count: number, maxPass: number): ArmedPoint[] =>
    Array.from({ length: count }, (_, n) => ({
      point: points[n % points.length] ?? 'delivery: claimed',
      pass: random.between(1, maxPass),
      signal: 'SIGKILL',
    }));
  return {
    web: list(webPoints, options.kills, 12),
    'worker 1': [
      { point: 'delivery: sending', pass: 2, signal: 'SIGSTOP' },
      ...list(workerPoints, options.kills, 8),
    ],
    'worker 2': list([...workerPoints].reverse(), options.kills, 8),
  };
}

/** Every fifth is the same words to the same number as the one before: each of them has to arrive. */
function planReplies(count: number, random: Random, families: number, troubleMs: number): PlannedText[] {
  const replies: PlannedText[] = [];
  for (let n = 0; n < count; n += 1) {
    const before = replies.at(-1);
    const isTwin = before !== undefined && n % 5 === 4;
    replies.push({
      atMs: isTwin ? before.atMs : random.between(0, troubleMs),
      family: isTwin ? before.family : random.between(0, families - 1),
      body: n % 5 >= 3 ? sameWords : `Answer ${n + 1}: ${pick(random, words)}`,
    });
  }
  return replies.sort(byTime);
}

/** What the carrier does wrong, by probability; a small run gets more of each. */
function faultsOf(times: number): Record<string, unknown>[] {
  const p = (probability: number): { probability: number } => ({ probability: probability * times });
  return [
    { kind: 'timeoutAfterAccepting', holdMs: 12_000, ...p(0.006) },
    { kind: 'tooManyRequests', ...p(0.015) },
    { kind: 'serverError', ...p(0.006) },
    { kind: 'serverErrorAfterAccepting', ...p(0.008) },
    { kind: 'halfBody', ...p(0.006) },
    { kind: 'htmlAnswer', accepted: true, status: 200, ...p(0.004) },
    { kind: 'htmlAnswer', accepted: false, ...p(0.004) },
    { kind: 'failDelivery', code: 30007, ...p(0.01) },
    { kind: 'callbacksLate', ms: 6_000, ...p(0.04) },
    { kind: 'callbacksRepeated', times: 4, ...p(0.04) },
    { kind: 'callbacksMissing', ...p(0.03) },
    { kind: 'callbacksReordered', ...p(0.05) },
    { kind: 'serverError', on: 'read', ...p(0.03) },
    { kind: 'tooManyRequests', on: 'read', ...p(0.03) },
    { kind: 'htmlAnswer', on: 'read', ...p(0.02) },
  ];
}

const byTime = (a: { atMs: number }, b: { atMs: number }): number => a.atMs - b.atMs;

function pick<T>(random: Random, from: readonly [T, ...T[]] | readonly T[]): T {
  return from[random.between(0, from.length - 1)] as T;
}
