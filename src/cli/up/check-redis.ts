import { Redis } from 'ioredis';
import { RecadoError } from '../../lib/errors.js';

/**
 * Asks Redis for an answer before anything depends on it.
 * @throws RecadoError `redis_unreachable`
 */
export async function checkRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } catch (cause) {
    throw new RecadoError(
      'redis_unreachable',
      'Redis does not answer: check REDIS_URL, or unset it to keep the queues in PostgreSQL.',
      { cause },
    );
  } finally {
    redis.disconnect();
  }
}
