import type { WriteStream } from 'node:tty';
import type { ImportProgress } from '../imports/imports.table.js';

const width = 24;
const steps = { read: 'Reading', compare: 'Comparing', apply: 'Applying', undo: 'Undoing' };

/** A line on a terminal that says how far something is; elsewhere nothing is written. */
export function createProgressBar(stream: Pick<WriteStream, 'isTTY' | 'write'>): {
  show: (progress: ImportProgress) => void;
  clear: () => void;
} {
  return {
    show: (progress) => {
      if (stream.isTTY) stream.write(`\r\u001b[2K${barOf(progress)}`);
    },
    clear() {
      if (stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}

/** Pure. */
export function barOf({ step = 'read', what = '', done = 0, total = 0 }: ImportProgress): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const full = Math.round(share * width);
  const percent = total === 0 ? '' : ` ${Math.round(share * 100)} %`;
  return `${steps[step].padEnd(10)}${'█'.repeat(full)}${'░'.repeat(width - full)}${percent} ${what}`.trimEnd();
}
