import type { Browser } from 'playwright-core';
import type { DeskAndPocket } from '../../support/browser.js';
import type { Stage } from '../../support/stage.js';

/** What a district's administrator has open: at a desk, and on a phone. */
export interface Administration extends DeskAndPocket {
  readonly stage: Stage;
  readonly browser: Browser;
}
