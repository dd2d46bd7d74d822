import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

/** Without windows it takes half the processor's time; either shows pages alike. */
const executables = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
/** Kept out of git: pictures of the last run, for a person to look at. */
const screenshots = fileURLToPath(new URL('../browser/screenshots/', import.meta.url));

/** The system's Chromium. @throws where it is missing, naming the command that installs it */
export async function openBrowser(): Promise<Browser> {
  const executablePath = executables.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'Chromium is not installed: apt-get install -y --no-install-recommends chromium-headless-shell',
    );
  }
  await mkdir(screenshots, { recursive: true });
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** As people set their machines who want nothing to glide about: drawing that takes a good part of a test's time. */
const calm = { reducedMotion: 'reduce' } as const;

/** A person's page of their own, with nothing of anybody else's in it; complaints of the page are collected. */
export async function openPage(
  browser: Browser,
  size: 'desktop' | 'phone',
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(
    size === 'desktop'
      ? { ...calm, viewport: { width: 1440, height: 900 } }
      : { ...calm, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  );
  // What never comes reaches it, not what comes late on a busy machine.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** A desk of 1280 px and a phone, with what the two complained of. */
export interface DeskAndPocket {
  desk: Page;
  pocket: Page;
  complaints: string[][];
}

/** Opens a page at a desk and one on a phone, of two people who share nothing. */
export async function openDeskAndPocket(browser: Browser): Promise<DeskAndPocket> {
  const atDesk = await openPage(browser, 'desktop');
  const inPocket = await openPage(browser, 'phone');
  await atDesk.page.setViewportSize({ width: 1280, height: 900 });
  return {
    desk: atDesk.page,
    pocket: inPocket.page,
    complaints: [atDesk.complaints, inPocket.complaints],
  };
}

/** Signs in on the page people sign in on, and waits for the menu of the app. */
export async function signIn(
  page: Page,
  { webUrl, password }: { webUrl: string; password: string },
  { email }: { email: string },
): Promise<void> {
  await page.goto(`${webUrl}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Families' }).waitFor();
}

/** Gives the page's browser the session of somebody, without a page: for tests that open one by its address. */
export async function giveSession(
  page: Page,
  { webUrl, password }: { webUrl: string; password: string },
  { email }: { email: string },
): Promise<void> {
  const answer = await page.request.post(`${webUrl}/api/auth/sign-in/email`, {
    headers: { origin: webUrl },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`Sign-in failed: ${answer.status()} ${await answer.text()}`);
}

/** Waits until it is shown. @throws Error with what the page shows instead */
export async function waitUntilShown(locator: Locator): Promise<void> {
  try {
    await locator.waitFor();
  } catch (cause) {
    const page = locator.page();
    const shown = await page.evaluate<string>('document.body.innerText').catch(() => 'nothing');
    throw new Error(`It is not on ${page.url()}, which shows: ${shown}`, { cause });
  }
}

/** Only where a person may look at it: pictures take a good part of the time such tests take. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['CI'] === 'true') return;
  await page.screenshot({ path: `${screenshots}${name}.png` });
}

/** Nothing on the page is wider than the page. */
export async function isWithin(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
}
