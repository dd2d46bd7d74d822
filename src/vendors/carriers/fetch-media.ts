import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { reasonOf } from '../../lib/log.js';
import type { MediaOutcome } from './carrier.js';
import { isAllowedType, recogniseMedia } from './media-type.js';
import { isLoopbackName, isPublicAddress } from './safe-address.js';

/** Twilio takes 5 MB a file at most (https://www.twilio.com/docs/messaging/guides/accepted-mime-types). */
const sizeLimit = 5 * 1024 * 1024;
const timeoutMs = 20_000;
const twilioHost = 'api.twilio.com';

/** Where Twilio keeps the files themselves; its media addresses lead there. */
const mediaHosts = new Set(['mms.twiliocdn.com', 'media.twiliocdn.com']);

export interface MediaFetcherOptions {
  accountSid: string;
  authToken: string;
  apiBaseUrl: string | undefined;
  /** Every address of a host name; the system's resolver by default. */
  resolve?: (hostname: string) => Promise<string[]>;
  /** Hosts a file may lie at besides the carrier's own; Twilio's by default. */
  storeHosts?: ReadonlySet<string>;
}

/** A refusal on the way: never to be tried again. */
class Refused extends Error {}

/**
 * Fetches media files. What a webhook names is somebody else's word, so: credentials go to the carrier's own host
 * alone, over https (a loopback API base apart); one redirect at most, without credentials, to the carrier's file
 * store alone; a host whose name leads into a private network is refused, and the address that was checked is the one
 * that is called; 5 MB at most; and the bytes must be of a kind that is kept, whatever they are said to be.
 */
export function createMediaFetcher(options: MediaFetcherOptions): (url: string) => Promise<MediaOutcome> {
  const base = options.apiBaseUrl === undefined ? undefined : new URL(options.apiBaseUrl);
  const isLocal = base !== undefined && isLoopbackName(base.hostname);
  const storeHosts = options.storeHosts ?? mediaHosts;
  const authorization = `Basic ${Buffer.from(`${options.accountSid}:${options.authToken}`).toString('base64')}`;
  const resolve = options.resolve ?? resolveAll;

  const call = async (url: URL, headers: Record<string, string>): Promise<Answer> => {
    if (url.protocol !== 'https:' && !isLocal) throw new Refused('its address is not encrypted');
    const mayBePrivate = isLocal && isLoopbackName(url.hostname);
    return request(url, await checkedAddress(url, resolve, mayBePrivate), headers);
  };

  const fetchFile = async (address: string): Promise<MediaOutcome> => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !isOwnHost(url, base)) throw new Refused('it does not lie at the carrier');
    const first = await call(url, { authorization });
    if (!('location' in first)) return judge(first);
    const next = URL.canParse(first.location, url.href) ? new URL(first.location, url) : undefined;
    if (!next || !storeHosts.has(next.host))
      throw new Refused('the carrier points to a place that is not its own');
    const second = await call(next, {});
    if ('location' in second) throw new Refused('the carrier points on and on');
    return judge(second);
  };

  return async (address) => {
    try {
      return await fetchFile(address);
    } catch (error) {
      if (error instanceof Refused) return { outcome: 'refused', reason: error.message };
      return { outcome: 'failed', message: reasonOf(error) };
    }
  };
}

function isOwnHost(url: URL, base: URL | undefined): boolean {
  if (base !== undefined && url.host === base.host && url.protocol === base.protocol) return true;
  return url.host === twilioHost && url.protocol === 'https:';
}

async function resolveAll(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map((found) => found.address);
}

/** The address to call, once every address of the name has been looked at. */
async function checkedAddress(
  url: URL,
  resolve: (hostname: string) => Promise<string[]>,
  mayBePrivate: boolean,
): Promise<string> {
  const addresses = await resolve(url.hostname.replace(/^\[|\]$/g, ''));
  const [first] = addresses;
  if (first === undefined) throw new Error('the host has no address');
  if (!mayBePrivate && !addresses.every(isPublicAddress)) {
    throw new Refused('its address leads into a private network');
  }
  return first;
}

type Answer = { location: string } | { status: number; contentType: string; bytes: Buffer };

function request(url: URL, address: string, headers: Record<string, string>): Promise<Answer> {
  const { get } = url.protocol === 'https:' ? https : http;
  return new Promise<Answer>((resolve, reject) => {
    const sent = get(
      url,
      {
        // No connection is kept: the next file may lie elsewhere.
        agent: false,
        headers: { ...headers, accept: '*/*', 'accept-encoding': 'identity' },
        lookup: (_hostname, { all }, callback) => {
          const family = address.includes(':') ? 6 : 4;
          if (all === true) callback(null, [{ address, family }]);
          else callback(null, address, family);
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        read(response)
          .then(resolve, reject)
          .finally(() => response.destroy());
      },
    );
    sent.on('error', reject);
  });
}

async function read(response: http.IncomingMessage): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  if (status >= 300 && status < 400 && location !== undefined) return { location };
  const contentType = response.headers['content-type'] ?? 'application/octet-stream';
  if (status !== 200) return { status, contentType, bytes: Buffer.alloc(0) };
  if (Number(response.headers['content-length'] ?? 0) > sizeLimit)
    throw new Refused('it is larger than 5 MB');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > sizeLimit) throw new Refused('it is larger than 5 MB');
    chunks.push(chunk);
  }
  return { status, contentType, bytes: Buffer.concat(chunks) };
}

function judge(answer: Exclude<Answer, { location: string }>): MediaOutcome {
  if (answer.status !== 200) {
    return { outcome: 'failed', message: `the carrier answered ${answer.status}` };
  }
  const recognised = recogniseMedia(answer.bytes);
  if (!recognised || !isAllowedType(answer.contentType)) {
    throw new Refused('it is a kind of file that is not kept');
  }
  return { outcome: 'fetched', bytes: answer.bytes, contentType: recognised.contentType };
}
