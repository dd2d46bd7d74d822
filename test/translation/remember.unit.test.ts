import { describe, expect, test } from '@jest/globals';
import { memoryOf, type ApprovedTranslation } from '../../src/translation/remember.js';

const approved = (source: string, target: string, to = 'es'): ApprovedTranslation => ({
  from: 'en',
  to,
  source,
  target,
  names: ['Luis Ortega', 'Ms. Keane'],
  origin: 'release',
  messageId: null,
  staffId: null,
});

describe('what somebody approved', () => {
  test('is remembered with holes where names and numbers stood, in the source too', () => {
    expect(memoryOf(approved('Luis left at 2:30.', 'Luis salió a las 2:30.'))).toEqual({
      from: 'en',
      to: 'es',
      sourceForm: '{0} left at {1}.',
      source: '{0} left at {1}.',
      target: '{0} salió a las {1}.',
      origin: 'release',
      messageId: null,
      staffId: null,
    });
  });

  test('is not remembered with a name that is written otherwise in the translation', () => {
    expect(memoryOf(approved('Luis is ill.', 'لويس مريض.', 'ar'))).toBeNull();
  });

  test('is not remembered with a name only the translation says', () => {
    expect(memoryOf(approved('He is ill.', 'Luis está enfermo.'))).toBeNull();
  });

  test('is not remembered with a name a family typed in small letters', () => {
    const inbound = { ...approved('', ''), from: 'es', to: 'en' } as const;
    expect(memoryOf({ ...inbound, source: 'luis no va hoy', target: 'He is not coming today.' })).toBeNull();
    expect(memoryOf({ ...inbound, source: 'no va hoy', target: 'He is not coming today.' })).not.toBeNull();
  });

  test('is not remembered with a phone number or an address that had no place in the translation', () => {
    expect(memoryOf(approved('Call 203-555-0142 please.', 'Llame a la escuela.'))).toBeNull();
    expect(memoryOf(approved('Write to office@example.org.', 'Escriba a la oficina.'))).toBeNull();
  });

  test('is remembered word for word where only a time is said otherwise', () => {
    expect(memoryOf(approved('Come at 2:30.', 'Venga a las 14:30.'))).toMatchObject({
      sourceForm: 'Come at 2:30.',
      target: 'Venga a las 14:30.',
    });
  });

  test('is nothing to remember without words, or in one language', () => {
    expect(memoryOf(approved('Luis 5', 'Luis 5'))).toBeNull();
    expect(memoryOf(approved('Thanks.', 'Thanks.', 'en'))).toBeNull();
    expect(memoryOf(approved('Thanks.', '  '))).toBeNull();
  });
});
