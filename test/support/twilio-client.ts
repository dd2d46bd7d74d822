import twilio from 'twilio';

const twilioHost = 'https://api.twilio.com';

/** The real twilio SDK against a Twilio-compatible server, for tests: only the host is another one. */
export function twilioClient(server: {
  baseUrl: string;
  accountSid: string;
  authToken: string;
  timeoutMs?: number;
}): InstanceType<typeof twilio.Twilio> {
  const httpClient = new twilio.RequestClient({ timeout: server.timeoutMs ?? 5000 });
  httpClient.axios.interceptors.request.use((request) => {
    request.url = request.url?.replace(twilioHost, server.baseUrl) ?? server.baseUrl;
    return request;
  });
  return new twilio.Twilio(server.accountSid, server.authToken, { httpClient });
}
