import { betterAuth } from 'better-auth';
import { createDatabase, createPool } from '../db/database.js';
import type { Logger } from '../lib/log.js';
import { passwordLength } from './password-length.js';
import { countByAddress } from './requests-by-address.js';
import { trustedOrigins } from './trusted-origins.js';

const hour = 3600;

/** Seconds a session lives without being used. */
export const sessionSeconds = 12 * hour;

/** The header our own router writes the caller's IP into; what a caller puts there is overwritten. */
export const clientIpHeader = 'x-recado-client-ip';

export interface AuthOptions {
  databaseUrl: string;
  /** Signs the session cookies; at least 32 characters. */
  secret: string;
  publicBaseUrl: string;
  log: Logger;
  /** Sign-in attempts from one IP in a minute; a whole school may share one. 30 by default. */
  signInsPerMinute?: number;
}

/**
 * Sign-in by email and password over better-auth, on the tables of migration 0002. Nobody can sign up over HTTP;
 * accounts are made by `createSignIn`.
 */
export function createAuth(options: AuthOptions) {
  const pool = createPool(options.databaseUrl, 3, { options: '-c search_path=auth' });
  const auth = betterAuth({
    appName: 'Recado',
    baseURL: options.publicBaseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: pool,
    trustedOrigins: trustedOrigins(options.publicBaseUrl),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: { expiresIn: sessionSeconds, updateAge: hour },
    rateLimit: {
      enabled: true,
      customStorage: countByAddress(createDatabase(pool).withSchema('public'), () => new Date()),
      window: 60,
      max: 600,
      customRules: { '/sign-in/email': { window: 60, max: options.signInsPerMinute ?? 30 } },
    },
    advanced: {
      cookiePrefix: 'recado',
      useSecureCookies: options.publicBaseUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [clientIpHeader] },
      database: { generateId: 'uuid' },
      // On in every environment; left to itself, the library turns them off where NODE_ENV says test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    logger: {
      level: 'warn',
      // Its arguments may hold a person's email; the sentence alone is enough.
      log: (level, message) =>
        options.log[level === 'error' ? 'error' : 'warn']({ from: 'sign-in' }, message),
    },
  });
  return { ...auth, close: () => pool.end() };
}

/** Sign-in and its connections; `close()` ends them. */
export type Auth = ReturnType<typeof createAuth>;
