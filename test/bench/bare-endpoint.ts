import express from 'express';
import pg from 'pg';
import twilio from 'twilio';

// The least a webhook can do and still keep what it was sent: verify the signature, one INSERT, answer. A process of
// its own, beside which the product's is measured.

const { DATABASE_URL, PORT, PUBLIC_BASE_URL, TWILIO_AUTH_TOKEN } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 12 });
await pool.query(`create table if not exists text (
  sid text primary key, sender text not null, receiver text not null, body text not null,
  received_at timestamptz not null default now())`);

const app = express();
app.use(express.urlencoded({ extended: false }));
app.post('/inbound', async (request, response) => {
  const form = request.body as Record<string, string>;
  const signature = request.get('x-twilio-signature') ?? '';
  const url = `${PUBLIC_BASE_URL ?? ''}${request.originalUrl}`;
  if (!twilio.validateRequest(TWILIO_AUTH_TOKEN ?? '', signature, url, form)) {
    response.status(403).end();
    return;
  }
  await pool.query('insert into text (sid, sender, receiver, body) values ($1, $2, $3, $4)', [
    form['MessageSid'],
    form['From'],
    form['To'],
    form['Body'],
  ]);
  response.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
});
app.get('/readyz', (_request, response) => {
  response.json({});
});
app.listen(Number(PORT));
process.on('SIGTERM', () => process.exit(0));
