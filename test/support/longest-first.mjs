import Sequencer from '@jest/test-sequencer';

/** What takes longest, by the name of its file: no machine that starts anew knows it from a run before. */
const long = [/\/eval\.unit/, /\/together-\d/, /\/cli\/up/, /\/stories\//, /\.browser\./];

const placeOf = ({ path }) => {
  const place = long.findIndex((name) => name.test(path));
  return place < 0 ? long.length : place;
};

/** Long tests first, so that at the end no worker waits for another; within these as Jest sorts them. */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => placeOf(a) - placeOf(b));
  }
}
