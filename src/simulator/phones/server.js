/* global fetch, EventSource, FileReader */
/* The road to the simulator. */

async function readError(response) {
  try {
    return (await response.json()).error ?? `The simulator answered ${response.status}.`;
  } catch {
    return `The simulator answered ${response.status}.`;
  }
}

async function getJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(await readError(response));
  return response.json();
}

export const loadState = () => getJson('/phones/state');

export const loadEarlier = (number, before) =>
  getJson(`/phones/texts?number=${encodeURIComponent(number)}&before=${before}`);

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new Error('The picture could not be read.'));
    reader.readAsDataURL(file);
  });
}

/** Sends a text from a phone; answers it as the carrier took it. */
export async function sendText({ from, to, body, file, onWhatsapp }) {
  const attachments = file === null ? [] : [{ contentType: file.type, data: await base64Of(file) }];
  return postJson(
    '/phones/messages',
    { from, to, body, attachments, onWhatsapp },
    'The simulator does not answer. Your words are still here; try again.',
  );
}

/** Calls the school's line from a phone; answers what the caller hears. */
export const placeCall = (from, to) =>
  postJson('/phones/calls', { from, to }, 'The simulator does not answer. Try again.');

async function postJson(path, body, whenSilent) {
  let response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error(whenSilent);
  }
  if (!response.ok) throw new Error(await readError(response));
  return response.json();
}

/** Listens for changes; `onReady` runs after every (re)connection, before any change. */
export function listen({ onReady, onText, onPhone, onBreak }) {
  const events = new EventSource('/phones/events');
  events.addEventListener('ready', onReady);
  events.addEventListener('text', (event) => onText(JSON.parse(event.data)));
  events.addEventListener('phone', (event) => onPhone(JSON.parse(event.data)));
  events.addEventListener('error', () => onBreak());
}
