import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { nodeArguments } from '../../src/cli/up/node-arguments.js';
import { freePort } from '../../src/db/embedded/free-port.js';
import { startStage, until, type Stage, type StageFamily } from '../support/stage.js';
import { findThread, reply, sendNudge, waitForDelivery, waitForInbound } from './loop.js';

const words = 'We will walk Omar over from the library at 3:15.';

describe('a free reply through a LibreTranslate of its own process', () => {
  let stage: Stage;
  let server: ChildProcess;
  afterAll(async () => {
    server.kill('SIGKILL');
    await stage.close();
  });

  test('reaches an Arabic-speaking family in Arabic, with the name and the time unharmed', async () => {
    const port = await freePort();
    server = spawn(
      process.execPath,
      [...nodeArguments('test/support/libretranslate-server.ts'), '--port', `${port}`],
      {
        stdio: ['pipe', 'ignore', 'inherit'],
      },
    );
    const url = `http://127.0.0.1:${port}`;
    await until('LibreTranslate answers', async () => (await fetch(`${url}/health`)).ok);
    stage = await startStage({ TRANSLATION_ENGINES: 'libretranslate', LIBRETRANSLATE_URL: url });
    await sendNudge(stage);
    const family = stage.families['ar'] as StageFamily;
    const liaison = await stage.signIn(stage.liaison);
    const thread = await findThread(liaison, family);
    const sent = await reply(liaison, thread, words);
    expect(sent.state).toBe('waiting');
    await waitForDelivery(liaison, family, sent.messageId);
    const last = (await stage.received(family)).at(-1);
    expect(last?.body).not.toContain('library');
    expect(last?.body).toContain('Omar');
    expect(last?.body).toContain('3:15');
    expect(last?.body).toMatch(/\p{Script=Arabic}/u);
    const message = (await findThread(liaison, family)).messages.find((one) => one.id === sent.messageId);
    expect(message?.translations[0]).toMatchObject({
      language: 'ar',
      engine: 'libretranslate',
      quality: 'machine',
    });
  });
});

describe('Spanish through Apertium', () => {
  let stage: Stage;
  afterAll(() => stage.close());

  test('is there for staff as a draft, and a draft to the family waits for a person', async () => {
    if (!existsSync('/usr/share/apertium/modes/eng-spa.mode')) {
      throw new Error(
        'Apertium is not installed: apt-get install -y --no-install-recommends apertium apertium-eng-spa apertium-es-pt apertium-fr-es',
      );
    }
    stage = await startStage({ TRANSLATION_ENGINES: 'apertium' });
    const family = stage.families['es'] as StageFamily;
    const liaison = await stage.signIn(stage.liaison);
    const question = 'La maestra dijo que los niños necesitan libros para mañana. ¿Cuántos libros son?';
    await stage.write(family, question);
    const { message, thread } = await waitForInbound(liaison, family, (one) => one.translations.length > 0);
    expect(message.translations[0]).toMatchObject({ engine: 'apertium', quality: 'draft', language: 'en' });
    expect(message.translations[0]?.text.toLowerCase()).toContain('books');

    const held = await reply(liaison, thread, 'The children need two books for tomorrow.');
    expect(held.state).toBe('held');
    const draft = (await findThread(liaison, family)).messages.find((one) => one.id === held.messageId);
    expect(draft?.translations[0]).toMatchObject({ engine: 'apertium', quality: 'draft', language: 'es' });
    const released = await liaison.post(`/api/messages/${held.messageId}/release`, { how: 'draft_as_it_is' });
    expect(released.status).toBeLessThan(300);
    await waitForDelivery(liaison, family, held.messageId);
    expect((await stage.received(family)).at(-1)?.body.toLowerCase()).toContain('libros');
  });
});
