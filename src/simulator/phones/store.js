/* What the page knows: phones and their texts. Newer revisions win, in whatever order they come. */

export function createStore() {
  const phones = new Map();
  const watchers = new Set();

  const tell = (numbers) => {
    for (const watcher of watchers) watcher(numbers);
  };

  const phoneFor = (number) => {
    let phone = phones.get(number);
    if (phone === undefined) {
      phone = {
        number,
        name: null,
        language: null,
        line: null,
        blocked: false,
        hasEarlier: false,
        texts: new Map(),
        unread: 0,
        order: phones.size,
      };
      phones.set(number, phone);
    }
    return phone;
  };

  const putText = (phone, text) => {
    const had = phone.texts.get(text.sid);
    if (had !== undefined && had.revision >= text.revision) return;
    phone.texts.set(text.sid, text);
    phone.line ??= text.line;
  };

  return {
    phone: (number) => phones.get(number),
    phones: () => [...phones.values()],
    watch: (watcher) => watchers.add(watcher),

    /** Everything at once, as the server tells it at the start and after a break. */
    load: (list) => {
      for (const { texts, hasEarlier, ...about } of list) {
        const phone = phoneFor(about.number);
        const first = phone.texts.size === 0;
        Object.assign(phone, about);
        if (first) phone.hasEarlier = hasEarlier;
        for (const text of texts) putText(phone, text);
      }
      tell(null);
    },
    about: (about) => {
      Object.assign(phoneFor(about.number), about);
      tell(new Set([about.number]));
    },
    text: (text, isSeen) => {
      const phone = phoneFor(text.number);
      const isNew = !phone.texts.has(text.sid);
      putText(phone, text);
      if (isNew && text.side === 'school' && !isSeen(phone.number)) phone.unread += 1;
      tell(new Set([phone.number]));
    },
    earlier: (number, { texts, hasEarlier }) => {
      const phone = phoneFor(number);
      for (const text of texts) putText(phone, text);
      phone.hasEarlier = hasEarlier;
      tell(new Set([number]));
    },
    read: (number) => {
      const phone = phones.get(number);
      if (phone !== undefined) phone.unread = 0;
    },
  };
}

/** A phone's texts, oldest first. */
export const textsOf = (phone) => [...phone.texts.values()].sort((a, b) => a.seq - b.seq);

/** The place of a phone's latest text in the carrier's books; 0 for a phone without any. */
export function latestOf(phone) {
  let latest = null;
  for (const text of phone.texts.values()) if (latest === null || text.seq > latest.seq) latest = text;
  return latest;
}
