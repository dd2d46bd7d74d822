import { RecadoError } from '../../lib/errors.js';

/** What a migrated database holds. */
export type DatabaseHolds = 'nothing' | 'demo' | 'live without lines' | 'live with lines';

export interface DistrictChoice {
  readonly holds: DatabaseHolds;
  /** The database is the one in the data folder. */
  readonly embedded: boolean;
  readonly demoAsked: boolean;
  /** TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN or TWILIO_API_BASE_URL is set. */
  readonly carrierSettings: boolean;
  /** Account and token both are. */
  readonly credentials: boolean;
}

/**
 * Whether to start with the demo district and the simulator, or with a real district. The two never meet in one
 * database, and a demo never meets a real carrier.
 * @throws RecadoError `demo_refused`, `carrier_credentials_missing`
 */
export function chooseDistrict(choice: DistrictChoice): 'demo' | 'real' {
  const { holds, embedded, demoAsked, carrierSettings, credentials } = choice;
  if (holds === 'live with lines' || holds === 'live without lines') {
    if (demoAsked) {
      throw refused(
        'This database belongs to a real district, which never takes demo data: leave out --demo, or name an empty database.',
      );
    }
    if (!credentials) {
      throw withoutCredentials(
        holds === 'live with lines'
          ? 'This database holds real lines, and there are no credentials for them: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.'
          : 'This database belongs to a real district, and there are no credentials for a carrier: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.',
      );
    }
    return 'real';
  }
  if (holds === 'demo' && !embedded && !demoAsked) {
    throw refused('This database holds the demo district: start it with --demo, or name another database.');
  }
  if ((holds === 'demo' || demoAsked) && carrierSettings) {
    throw refused(
      'The demo district never meets a real carrier: unset TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_API_BASE_URL, or name another database (DATABASE_URL or DATA_DIR) for a real district.',
    );
  }
  if (holds === 'demo' || demoAsked || (embedded && !carrierSettings)) return 'demo';
  if (credentials) return 'real';
  throw withoutCredentials(
    'There are no credentials for a carrier: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or start the demo district with "recado up --demo".',
  );
}

const withoutCredentials = (why: string): RecadoError => new RecadoError('carrier_credentials_missing', why);
const refused = (why: string): RecadoError => new RecadoError('demo_refused', why);
