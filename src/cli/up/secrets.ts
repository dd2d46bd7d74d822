import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RecadoError } from '../../lib/errors.js';

const schema = z.object({
  /** Signs sessions. */
  authSecret: z.string().min(32),
  /** Guards GET /metrics. */
  metricsToken: z.string().min(16),
  /** The account the simulator answers to, and the token that signs its webhooks. */
  simulator: z.object({ accountSid: z.string().regex(/^AC[0-9a-f]{32}$/), authToken: z.string().min(16) }),
});

/** Random values of this installation; none of them leaves it. */
export type Secrets = z.infer<typeof schema>;

/**
 * Reads the installation's secrets, and makes them on the first start; only the owner may read the file.
 * The caller holds the data folder's lock.
 * @throws RecadoError `secrets_unreadable`
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) return parse(file, text);
  const made: Secrets = {
    authSecret: randomBytes(32).toString('hex'),
    metricsToken: randomBytes(24).toString('hex'),
    simulator: {
      accountSid: `AC${randomBytes(16).toString('hex')}`,
      authToken: randomBytes(16).toString('hex'),
    },
  };
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, file);
  return made;
}

function parse(file: string, text: string): Secrets {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new RecadoError(
      'secrets_unreadable',
      `${file} is damaged: restore it, or remove it to have new secrets made (everyone signs in again).`,
    );
  }
}
