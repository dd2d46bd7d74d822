import { GoogleAuth } from 'google-auth-library';

/**
 * Bearer tokens for Google Translate from a service account's key file, renewed by Google's own library before they
 * end. Throws where the file cannot be read or the account is refused; the engine then counts as not answering.
 */
export function googleTokens(keyFile: string): () => Promise<string> {
  const auth = new GoogleAuth({ keyFile, scopes: ['https://www.googleapis.com/auth/cloud-translation'] });
  return async () => {
    const token = await auth.getAccessToken();
    if (!token) throw new Error('Google gave no access token.');
    return token;
  };
}
