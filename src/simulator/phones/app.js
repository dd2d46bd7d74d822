/* global document, window, setTimeout, clearTimeout */
/* The page: a list of families, and the phones that lie on the table. */
import { createList, filterPhones } from './list.js';
import { createPhone } from './phone.js';
import { listen, loadState } from './server.js';
import { createStore, latestOf } from './store.js';

const atOnce = 12;
const mostMatches = 24;
const small = window.matchMedia('(max-width: 760px)');

const byId = (id) => document.getElementById(id);
const store = createStore();
const views = new Map();
/** The phones on the table, in the order they lie there; null until the first load. */
let table = null;
let loaded = false;

const list = createList({ onOpen: open, onFilter: () => draw(null) });

function firstTable() {
  const phones = store.phones();
  const active = phones
    .filter((phone) => phone.texts.size > 0)
    .sort((a, b) => latestOf(b).seq - latestOf(a).seq);
  const languages = new Set();
  const ofEachLanguage = phones.filter((phone) => {
    const isFirst = !languages.has(phone.language);
    languages.add(phone.language);
    return isFirst;
  });
  const order = new Set([...active, ...ofEachLanguage, ...phones].map((phone) => phone.number));
  return [...order].slice(0, atOnce);
}

function rememberedTable() {
  try {
    const numbers = JSON.parse(window.sessionStorage.getItem('table') ?? 'null');
    return Array.isArray(numbers) ? numbers.filter((number) => store.phone(number) !== undefined) : [];
  } catch {
    return [];
  }
}

function setTable(numbers) {
  table = numbers;
  window.sessionStorage.setItem('table', JSON.stringify(numbers));
}

const openNumber = () => decodeURIComponent(window.location.hash.slice(1));

/** The phones to show now: on a small screen the open one, else what matches the search, else the table. */
function shownNumbers(matching) {
  if (small.matches) return store.phone(openNumber()) === undefined ? [] : [openNumber()];
  if (list.isFiltering()) return matching.slice(0, mostMatches).map((phone) => phone.number);
  return table ?? [];
}

function open(number) {
  store.read(number);
  if (small.matches) {
    window.location.hash = encodeURIComponent(number);
    return;
  }
  if (!list.isFiltering() && !table.includes(number)) setTable([number, ...table]);
  draw(null);
  const view = views.get(number);
  if (view === undefined) return;
  view.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  view.focus();
  view.element.classList.remove('called');
  window.requestAnimationFrame(() => view.element.classList.add('called'));
}

function putAway(number) {
  setTable(table.filter((one) => one !== number));
  draw(null);
  byId('stage').focus({ preventScroll: true });
}

const isSeen = (number) =>
  document.visibilityState === 'visible' && views.get(number)?.element.isConnected === true;

function viewFor(number) {
  let view = views.get(number);
  if (view === undefined) {
    view = createPhone(number, store, {
      onPutAway: putAway,
      onBack: () => {
        window.location.hash = '';
        byId('search').focus();
      },
    });
    view.update();
    views.set(number, view);
  }
  return view;
}

/** Brings the page up to date; `changed` names the phones that changed, null means all. */
function draw(changed) {
  if (!loaded) return;
  const all = store.phones();
  const matching = filterPhones(all, list.filter());
  const shown = shownNumbers(matching);
  const phones = byId('phones');
  const elements = shown.map((number) => viewFor(number).element);
  for (const child of [...phones.children]) if (!elements.includes(child)) child.remove();
  elements.forEach((element, at) => {
    const isNew = !element.isConnected;
    if (phones.children[at] !== element) phones.insertBefore(element, phones.children[at] ?? null);
    const view = views.get(shown[at]);
    if (changed === null || changed.has(shown[at])) view.update();
    if (isNew) view.toEnd();
  });
  document.body.dataset.view = small.matches && shown.length > 0 ? 'phone' : 'list';
  list.update(all, matching, new Set(shown));
  drawWords(all, matching, shown);
}

function drawWords(all, matching, shown) {
  const found =
    shown.length < matching.length
      ? `The first ${shown.length} of ${matching.length} that match.`
      : `${matching.length} that match.`;
  const note = list.isFiltering()
    ? found
    : `${shown.length} of ${all.length} on the table. Choose a family in the list to add its phone.`;
  byId('phones').classList.toggle('found', list.isFiltering());
  byId('stage-note').textContent = all.length === 0 ? '' : note;
  const empty = shown.length === 0 && !small.matches;
  byId('empty').hidden = !empty && !(small.matches && all.length === 0);
  if (all.length === 0) {
    byId('empty-title').textContent = 'No phones yet';
    byId('empty-words').textContent =
      'A phone appears here as soon as the demo district names its families, or the school texts a number.';
  } else {
    byId('empty-title').textContent = list.isFiltering() ? 'No family matches' : 'The table is empty';
    byId('empty-words').textContent = list.isFiltering()
      ? 'Try another name, number or language.'
      : 'Choose a family in the list to see its phone.';
  }
}

function say(state, words) {
  byId('link-state').dataset.state = state;
  byId('link-words').textContent = words;
}

function showTrouble(words) {
  byId('trouble').hidden = words === null;
  byId('trouble-words').textContent = words ?? '';
}

let retryTimer;
async function load() {
  clearTimeout(retryTimer);
  try {
    const { phones } = await loadState();
    loaded = true;
    byId('phones').removeAttribute('aria-busy');
    store.load(phones);
    if (table === null) {
      const remembered = rememberedTable();
      setTable(remembered.length > 0 ? remembered : firstTable());
    }
    showTrouble(null);
    say('live', 'Live');
    draw(null);
  } catch {
    showTrouble('The phones could not be loaded: the simulator does not answer.');
    retryTimer = setTimeout(load, 3000);
  }
}

store.watch((numbers) => {
  // While there is room, a family that speaks or is spoken to for the first time gets its phone on the table.
  for (const number of numbers ?? []) {
    if (table !== null && table.length < atOnce && views.get(number) === undefined)
      setTable([...table, number]);
  }
  draw(numbers);
});
listen({
  onReady: load,
  onText: (text) => store.text(text, isSeen),
  onPhone: (phone) => store.about(phone),
  onBreak: () => {
    say('broken', 'Reconnecting…');
    if (!loaded) showTrouble('The simulator does not answer. Trying again…');
  },
});
byId('retry').addEventListener('click', load);
window.addEventListener('hashchange', () => {
  store.read(openNumber());
  draw(null);
});
small.addEventListener('change', () => draw(null));
