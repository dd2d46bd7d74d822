import { describe, expect, test } from '@jest/globals';
import { fitsForm, rightWordsFor, withHoles } from '../../src/translation/withdrawn-form.js';
import { outcomeFor } from '../../src/withdrawals/outcome.js';
import { withoutSchools } from '../../src/withdrawals/words.js';

describe('finding the texts with withdrawn words', () => {
  test.each<[string, string, string, boolean, boolean]>([
    ['the words as they are', 'Traiga un gato.', 'Traiga un gato.', false, true],
    ['other names and numbers', '{0} perdió {1} gatos.', 'Ana perdió 12 gatos.', false, true],
    ['other quotes and spaces', "C'est {0}.", 'C’est  Luis.', false, true],
    ['the words within others', 'Sí.', 'Sí. Mañana.', false, false],
    ['the words after whom they are from', 'Traiga un gato.', 'Ms. Lee, 3B: Traiga un gato.', true, true],
    ['nothing in a hole', '{0} perdió.', ' perdió.', false, false],
    ['letters that mean something elsewhere', 'a.c (x)?', 'abc (x)?', false, false],
  ])('%s', (_what, form, text, within, fits) => {
    expect(fitsForm(form, text, within)).toBe(fits);
  });

  test.each([
    ['School A: Bring it.', 'School A: Tráigalo.', 'Tráigalo.'],
    ['School A: Bring it.', 'أحضره.\nSchool A', 'أحضره.'],
    ['School A, School B: Bring it.', 'School A, School B: Tráigalo.\n\nBring it.', 'Tráigalo.'],
    ['School A: Bring it.', 'School A: Tráigalo.\n(A machine.)', 'Tráigalo.'],
    ['School A: Bring it.', 'أحضره.\n(A machine.)\nSchool A', 'أحضره.'],
  ])('an alert is compared without its schools: %s', (source, said, wrong) => {
    const words = { source, wrong: said, mark: '(A machine.)' };
    expect(withoutSchools('Bring it.', words)).toEqual({ source: 'Bring it.', wrong });
  });
});

describe('the right words', () => {
  const right = { sourceForm: '{0} lost {1} coats.', form: '{1} abrigos perdió {0}.' };
  test('get the names and numbers of each text', () => {
    expect(rightWordsFor(right, 'Ana lost 2 coats.', ['Ana'])).toBe('2 abrigos perdió Ana.');
  });
  test('are none where the text speaks of something else', () => {
    expect(rightWordsFor(right, 'Ana lost her coats.', ['Ana'])).toBeNull();
  });
  test('without holes fit every text', () => {
    expect(rightWordsFor({ sourceForm: 'x', form: 'Sí.' }, 'anything', [])).toBe('Sí.');
  });
});

describe('words without the names of a family', () => {
  const text = { source: 'Ana lost 2 coats.', sourceForm: '{0} lost {1} coats.' };
  test.each([
    ['2 abrigos perdió Ana.', '{1} abrigos perdió {0}.'],
    ['Anahí perdió 22 abrigos.', 'Anahí perdió 22 abrigos.'],
    ['Sí.', 'Sí.'],
  ])('%s', (words, form) => {
    expect(withHoles(text, words)).toBe(form);
  });
  test('are none where the form is that of another text', () => {
    expect(withHoles({ ...text, source: 'Ana found 2 coats.' }, 'Ana')).toBeNull();
  });
});

describe('what is done for a family that got wrong words', () => {
  const family = {
    purpose: 'reply',
    consent: 'subscribed',
    isBlocked: false,
    isUnreachable: false,
  } as const;
  test.each([
    ['a text', family, 'text'],
    ['a call after an opt-out', { ...family, consent: 'opted_out' }, 'call'],
    ['a call behind a block of the carrier', { ...family, isBlocked: true }, 'call'],
    ['a call where no text arrives', { ...family, isUnreachable: true }, 'call'],
    [
      'a text about an alert, whatever it wants otherwise',
      { ...family, purpose: 'alert', consent: 'opted_out' },
      'text',
    ],
    [
      'nothing for a prompt it does not want now',
      { ...family, purpose: 'learning', consent: 'paused' },
      'none',
    ],
    [
      'nothing for a prompt after an opt-out',
      { ...family, purpose: 'learning', consent: 'opted_out' },
      'none',
    ],
    ['a text for a reply, also in a pause of prompts', { ...family, consent: 'paused' }, 'text'],
  ] as const)('%s', (_what, facts, expected) => {
    expect(outcomeFor(facts, { isToldAlready: false, refusal: null }).do).toBe(expected);
    expect(outcomeFor(facts, { isToldAlready: true, refusal: null }).do).toBe('none');
    expect(outcomeFor(facts, { isToldAlready: false, refusal: 'no right' }).do).toBe('none');
  });
});
