/* global document, window */
/* One phone on the stage. */
import { loadEarlier, placeCall, sendText } from './server.js';
import { textsOf } from './store.js';
import {
  dayOf,
  directionOf,
  hueOf,
  initialsOf,
  languageName,
  ownLanguageName,
  readableNumber,
  stateOf,
  timeOf,
} from './wording.js';

const template = (id) => document.getElementById(id).content.firstElementChild;

const largestFile = 5 * 1024 * 1024;

/** Makes the element of a phone and answers how to bring it up to date. */
export function createPhone(number, store, { onPutAway, onBack }) {
  const element = template('phone-template').cloneNode(true);
  const find = (selector) => element.querySelector(selector);
  const thread = find('.thread');
  const list = find('.texts');
  const shown = new Map();
  let atEnd = true;

  element.dataset.number = number;
  find('.owner .face').dataset.hue = hueOf(number);
  find('.put-away').addEventListener('click', () => onPutAway(number));
  find('.back').addEventListener('click', onBack);
  thread.addEventListener('scroll', () => {
    atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 48;
  });
  // Only the phone one is working with speaks; thirty phones talking at once would be noise.
  element.addEventListener('focusin', () => list.setAttribute('aria-live', 'polite'));
  element.addEventListener('focusout', () => list.setAttribute('aria-live', 'off'));

  const earlier = find('.earlier');
  earlier.addEventListener('click', async () => {
    const first = textsOf(store.phone(number))[0];
    earlier.disabled = true;
    earlier.textContent = 'Loading…';
    const height = thread.scrollHeight;
    try {
      store.earlier(number, await loadEarlier(number, first.seq));
      thread.scrollTop += thread.scrollHeight - height;
      earlier.textContent = 'Earlier texts';
    } catch {
      earlier.textContent = 'Earlier texts could not be loaded. Try again';
    }
    earlier.disabled = false;
  });

  const compose = wireCompose(find('.compose'), number, store);
  wireCall(element, number, store);

  const update = () => {
    const phone = store.phone(number);
    const name = phone.name ?? readableNumber(number);
    const own = ownLanguageName(phone.language);
    element.setAttribute('aria-label', `${name}’s phone, ${languageName(phone.language)}`);
    find('.owner .face').textContent = initialsOf(phone.name);
    find('.owner-name').textContent = name;
    find('.owner-language').textContent =
      phone.name === null ? 'Not a registered family' : languageName(phone.language);
    find('.owner-own').textContent = own ?? '';
    find('.owner-own-part').hidden = own === null;
    find('.owner-number').textContent = readableNumber(number);
    find('.owner-number-part').hidden = phone.name === null;
    find('.contact-line').textContent = phone.line === null ? '' : readableNumber(phone.line);
    find('.screen').dir = directionOf(phone.language);
    thread.setAttribute('aria-label', `Texts on ${name}’s phone`);
    find('.stopped').hidden = !phone.blocked;
    find('.call').disabled = phone.line === null;
    earlier.hidden = !phone.hasEarlier;
    compose.update(phone);
    updateTexts(list, shown, phone);
    find('.thread-empty').hidden = phone.texts.size > 0;
    if (atEnd) window.requestAnimationFrame(() => (thread.scrollTop = thread.scrollHeight));
  };

  return {
    element,
    update,
    focus: () => find('textarea').focus({ preventScroll: true }),
    toEnd: () => {
      atEnd = true;
      thread.scrollTop = thread.scrollHeight;
    },
  };
}

function updateTexts(list, shown, phone) {
  let previous = null;
  let lastDay = null;
  for (const text of textsOf(phone)) {
    let entry = shown.get(text.sid);
    if (entry === undefined) {
      entry = { element: template('text-template').cloneNode(true), revision: 0 };
      shown.set(text.sid, entry);
    }
    if (entry.revision !== text.revision) fillText(entry.element, text, phone.language);
    entry.revision = text.revision;
    const day = dayOf(text.at);
    if (day !== lastDay) entry.element.dataset.day = day;
    else delete entry.element.dataset.day;
    lastDay = day;
    const place = previous === null ? list.firstElementChild : previous.nextElementSibling;
    if (place !== entry.element) list.insertBefore(entry.element, place);
    previous = entry.element;
  }
}

function fillText(element, text, language) {
  const state = stateOf(text);
  element.dataset.side = text.side;
  element.dataset.mood = state.mood;
  element.dataset.sid = text.sid;
  const body = element.querySelector('.body');
  body.textContent = text.body;
  body.hidden = text.body === '';
  // The carrier's own answers are in English; what staff send is in the family's language.
  body.lang = text.automatic ? 'en' : (language ?? '');
  element.dataset.whatsapp = text.onWhatsapp;
  element.querySelector('.media').replaceChildren(...text.media.map((item) => viewMedia(item, text.side)));
  const channel = text.onWhatsapp ? 'WhatsApp · ' : '';
  element.querySelector('.meta').textContent = `${channel}${timeOf(text.at)} · ${state.words}`;
}

function viewMedia(item, side) {
  if (item.here && item.contentType.startsWith('image/')) {
    const image = document.createElement('img');
    image.src = item.url;
    image.alt = side === 'family' ? 'Picture sent from this phone' : 'Picture from the school';
    image.loading = 'lazy';
    return image;
  }
  const link = document.createElement('a');
  link.href = item.url;
  link.rel = 'noreferrer';
  link.target = '_blank';
  link.textContent = item.contentType.startsWith('image/') ? 'Picture' : 'File';
  return link;
}

/** A call to the school: what the carrier was told to say stands on the screen, in the languages it was said in. */
function wireCall(element, number, store) {
  const find = (selector) => element.querySelector(selector);
  const [button, panel] = [find('.call'), find('.heard')];
  const show = (title, said) => {
    panel.hidden = false;
    find('.heard-title').textContent = title;
    find('.heard-words').replaceChildren(
      ...said.map(({ language, text }) => {
        const line = document.createElement('li');
        line.lang = language;
        line.dir = 'auto';
        line.textContent = text;
        return line;
      }),
    );
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    show('Calling the school…', []);
    try {
      const { said } = await placeCall(number, store.phone(number).line);
      show(said.length === 0 ? 'Nobody said anything.' : 'Call ended. The school’s number said:', said);
    } catch (error) {
      show(error.message, []);
    }
    button.disabled = false;
  });
  find('.hang-up').addEventListener('click', () => {
    panel.hidden = true;
    button.focus();
  });
}

function wireCompose(form, number, store) {
  const find = (selector) => form.querySelector(selector);
  const [input, fileInput, send] = [find('textarea'), find('input[type=file]'), find('.send')];
  const whatsapp = find('.by-whatsapp');
  const onWhatsapp = () => whatsapp.getAttribute('aria-pressed') === 'true';
  let busy = false;

  const say = (words) => {
    const trouble = find('.compose-trouble');
    trouble.textContent = words ?? '';
    trouble.hidden = words === null;
  };
  const showFile = () => {
    const file = fileInput.files[0];
    find('.compose-file').hidden = file === undefined;
    find('.compose-file-name').textContent = file?.name ?? '';
  };
  const refresh = () => {
    const empty = input.value.trim() === '' && fileInput.files.length === 0;
    send.disabled = busy || empty || store.phone(number).line === null;
    form.classList.toggle('has-words', !empty);
  };

  input.addEventListener('input', refresh);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  whatsapp.addEventListener('click', () => whatsapp.setAttribute('aria-pressed', String(!onWhatsapp())));
  fileInput.addEventListener('change', () => {
    const file = fileInput.files[0];
    const tooLarge = file !== undefined && file.size > largestFile;
    say(tooLarge ? 'That picture is larger than 5 MB.' : null);
    if (tooLarge) fileInput.value = '';
    showFile();
    refresh();
  });
  find('.drop-file').addEventListener('click', () => {
    fileInput.value = '';
    showFile();
    refresh();
    input.focus();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    busy = true;
    refresh();
    try {
      const { line } = store.phone(number);
      const file = fileInput.files[0] ?? null;
      store.text(
        await sendText({ from: number, to: line, body: input.value, file, onWhatsapp: onWhatsapp() }),
        () => true,
      );
      input.value = '';
      fileInput.value = '';
      showFile();
      say(null);
    } catch (error) {
      say(error.message);
    }
    busy = false;
    refresh();
  });

  return {
    update: (phone) => {
      const who = phone.name ?? readableNumber(number);
      input.placeholder = phone.line === null ? 'The school has not texted yet' : 'Text message';
      input.setAttribute('aria-label', `Write as ${who}`);
      input.lang = phone.language ?? '';
      input.disabled = phone.line === null;
      refresh();
    },
  };
}
