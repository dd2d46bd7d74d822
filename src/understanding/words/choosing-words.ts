import { alarmsOf, type Alarms } from './alarms.js';
import { joinAll } from './joined-words.js';
import type { ListReader } from './list-words.js';
import type { ChoosingFile } from './own-ways.js';

/** How a language says which of several options is meant; see the locale file. */
export interface ChoosingWords {
  readonly corrects: ReadonlySet<string>;
  readonly without: ReadonlySet<string>;
  readonly outAfter: ReadonlySet<string>;
  readonly both: ReadonlySet<string>;
  /** "The late one", "the earliest", "the middle one", "the other one". */
  readonly earliest: ReadonlySet<string>;
  readonly latest: ReadonlySet<string>;
  readonly middle: ReadonlySet<string>;
  readonly remaining: ReadonlySet<string>;
  /** `nothingElse`, `takes`, `leaves`, `hard` and `easy`. */
  readonly marks: Alarms;
}

const nothing: ChoosingFile = {
  corrects: [],
  without: [],
  outAfter: [],
  nothingElse: [],
  takes: [],
  leaves: [],
  hard: [],
  easy: [],
  both: [],
};

/** Makes them ready; `read` folds them: a `listReader` of the language. */
export function compileChoosing(file: ChoosingFile = nothing, read: ListReader): ChoosingWords {
  const {
    corrects,
    without,
    outAfter,
    both,
    earliest = [],
    latest = [],
    middle = [],
    remaining = [],
    ...marks
  } = file;
  return {
    corrects: joinAll(corrects, read),
    without: joinAll(without, read),
    outAfter: joinAll(outAfter, read),
    both: joinAll(both, read),
    earliest: joinAll(earliest, read),
    latest: joinAll(latest, read),
    middle: joinAll(middle, read),
    remaining: joinAll(remaining, read),
    marks: alarmsOf(marks, read),
  };
}
