/* global document */
/* The list of families, with search and filter. */
import { latestOf } from './store.js';
import { hueOf, initialsOf, languageName, ownLanguageName, readableNumber, shortTimeOf } from './wording.js';

const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function searchable(phone) {
  return plain(
    [
      phone.name ?? 'unknown number',
      phone.number,
      readableNumber(phone.number),
      phone.language ?? '',
      languageName(phone.language),
      ownLanguageName(phone.language) ?? '',
    ].join(' '),
  );
}

/** Phones that fit the search and the language, those with the latest texts first. */
export function filterPhones(phones, { search, language }) {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return phones
    .filter((phone) => language === '' || phone.language === language)
    .filter((phone) => {
      const text = searchable(phone);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => (latestOf(b)?.seq ?? 0) - (latestOf(a)?.seq ?? 0) || a.order - b.order);
}

export function createList({ onOpen, onFilter }) {
  const rows = document.getElementById('rows');
  const search = document.getElementById('search');
  const select = document.getElementById('language');
  const template = document.getElementById('row-template').content.firstElementChild;
  const items = new Map();

  search.addEventListener('input', onFilter);
  select.addEventListener('change', onFilter);

  const rowFor = (number) => {
    let item = items.get(number);
    if (item === undefined) {
      item = template.cloneNode(true);
      item.querySelector('.face').dataset.hue = hueOf(number);
      item.querySelector('button').dataset.family = number;
      item.querySelector('button').addEventListener('click', () => onOpen(number));
      items.set(number, item);
    }
    return item;
  };

  const fillLanguages = (phones) => {
    const counts = new Map();
    for (const { language } of phones) {
      if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    const wanted = [...counts].sort((a, b) => languageName(a[0]).localeCompare(languageName(b[0])));
    const signature = JSON.stringify(wanted);
    if (select.dataset.signature === signature) return;
    select.dataset.signature = signature;
    const chosen = select.value;
    select.replaceChildren(
      new Option(`All languages (${phones.length})`, ''),
      ...wanted.map(([language, count]) => new Option(`${languageName(language)} (${count})`, language)),
    );
    select.value = counts.has(chosen) ? chosen : '';
  };

  const Option = document.defaultView.Option;

  return {
    filter: () => ({ search: search.value, language: select.value }),
    isFiltering: () => search.value.trim() !== '' || select.value !== '',
    update: (all, matching, shownNumbers) => {
      fillLanguages(all);
      const focused = document.activeElement;
      const wanted = matching.map((phone) => rowFor(phone.number));
      for (const child of [...rows.children]) if (!wanted.includes(child)) child.remove();
      wanted.forEach((item, at) => {
        if (rows.children[at] !== item) rows.insertBefore(item, rows.children[at] ?? null);
        fillRow(item, matching[at], shownNumbers.has(matching[at].number));
      });
      // A row that moved up would otherwise drop the keyboard's place.
      if (focused !== document.activeElement && rows.contains(focused))
        focused.focus({ preventScroll: true });
      document.getElementById('list-count').textContent =
        matching.length === all.length
          ? `${all.length} ${all.length === 1 ? 'family' : 'families'}`
          : `${matching.length} of ${all.length} families`;
    },
  };
}

function fillRow(item, phone, isShown) {
  const find = (selector) => item.querySelector(selector);
  const latest = latestOf(phone);
  find('.face').textContent = initialsOf(phone.name);
  find('.row-name').textContent = phone.name ?? readableNumber(phone.number);
  find('.row-time').textContent = latest === null ? '' : shortTimeOf(latest.at);
  find('.row-time').dateTime = latest?.at ?? '';
  const last = find('.row-last');
  last.textContent = latest === null ? 'No texts yet' : latest.body || 'Picture';
  last.lang = latest === null || latest.automatic ? 'en' : (phone.language ?? '');
  last.classList.toggle('none', latest === null);
  find('.row-language').textContent = languageName(phone.language);
  const unread = find('.row-unread');
  unread.hidden = phone.unread === 0;
  unread.textContent = String(phone.unread);
  unread.setAttribute('aria-label', `${phone.unread} new`);
  find('button').setAttribute('aria-pressed', String(isShown));
}
