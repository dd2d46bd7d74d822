import type { DemoDistrict } from './prepare-demo.js';

/** What a person or a program is told once everything runs. */
export interface Running {
  readonly inbox: string;
  readonly signIn: string;
  /** The simulated families' phones; only with the demo district. */
  readonly phones?: string;
  readonly demo?: DemoDistrict;
  readonly dataDir: string;
}

/** The banner, as lines of text. */
export function banner(running: Running): string[] {
  return [
    '',
    'Recado is running.',
    '',
    `  Inbox    ${running.inbox}`,
    ...(running.phones === undefined ? [] : [`  Phones   ${running.phones}`]),
    `  Sign in  ${running.signIn}`,
    '',
    ...(running.demo ? demoLines(running.demo) : []),
    `Ctrl-C stops it. Data are kept in ${running.dataDir}.`,
  ];
}

function demoLines({ signIns, tryThis }: DemoDistrict): string[] {
  const width = (values: readonly string[]): number => Math.max(0, ...values.map((value) => value.length));
  const nameWidth = width(signIns.map((one) => one.name));
  const emailWidth = width(signIns.map((one) => one.email));
  return [
    'This is a demo district: its families are simulated and no text leaves this machine. Sign in as',
    ...signIns.map(
      (one) =>
        `  ${one.name.padEnd(nameWidth)}  ${one.email.padEnd(emailWidth)}  ${one.password}  ${one.role}`,
    ),
    '',
    `Try this: ${tryThis}`,
    '',
  ];
}
