import type { Browser } from 'playwright-core';
import { packageRoot } from '../../src/cli/up/node-arguments.js';
import { buildStaffApp } from '../../src/cli/up/staff-app.js';
import { openBrowser, openDeskAndPocket, type DeskAndPocket } from './browser.js';
import { startStage, type Stage } from './stage.js';

/** A stage with the staff app built as it stands, and a browser; closing the stage closes both. */
export async function startStageInBrowser(
  ...settings: Parameters<typeof startStage>
): Promise<{ stage: Stage; browser: Browser }> {
  await buildStaffApp(packageRoot, new AbortController().signal);
  const stage = await startStage(...settings);
  const browser = await openBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await stage.close();
  };
  return { stage: { ...stage, close }, browser };
}

/** The same, with a page at a desk and one on a phone. */
export async function startDeskAndPocket(
  ...settings: Parameters<typeof startStage>
): Promise<{ stage: Stage } & DeskAndPocket> {
  const { stage, browser } = await startStageInBrowser(...settings);
  return { stage, ...(await openDeskAndPocket(browser)) };
}
