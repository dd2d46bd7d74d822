import { describe, expect, test } from '@jest/globals';
import { fillIn, fittingForms, formOf, toRemember } from '../../src/translation/memory-form.js';
import { protect } from '../../src/translation/protect.js';

const names = ['Luis Ortega', 'Luis', 'Ana Li'];

describe('an approved translation', () => {
  test('is remembered with holes for its names and numbers, and fits others', () => {
    const kept = toRemember('The bus for Luis comes at 7:40.', 'El autobús de Luis llega a las 7:40.', names);
    expect(kept).toEqual({
      sourceForm: 'The bus for {0} comes at {1}.',
      target: 'El autobús de {0} llega a las {1}.',
    });
    const other = protect('The bus for Ana Li  comes at 8:05.', names);
    expect(formOf(other)).toBe(kept.sourceForm);
    expect(fillIn(kept.target, other)).toBe('El autobús de Ana Li llega a las 8:05.');
  });

  test('is remembered word for word where the target lacks a part or has it twice', () => {
    expect(toRemember('Luis reads.', 'Él lee.', names)).toEqual({
      sourceForm: 'Luis reads.',
      target: 'Él lee.',
    });
    expect(toRemember('Luis reads.', 'Luis, Luis lee.', names).sourceForm).toBe('Luis reads.');
  });

  test('without names and numbers is its tidy self', () => {
    expect(toRemember('All  is “well”. ', 'Todo bien.', names)).toEqual({
      sourceForm: 'All is "well".',
      target: 'Todo bien.',
    });
  });

  test('tells a long name from the short one in it', () => {
    expect(toRemember('Luis Ortega and Ana Li read.', 'Leen Ana Li y Luis Ortega.', names)).toEqual({
      sourceForm: '{0} and {1} read.',
      target: 'Leen {1} y {0}.',
    });
  });

  test.each([
    ['Luis missed 0 days.', 'Luis perdió 0 días.', '{0} missed {1} days.', '{0} perdió {1} días.'],
    [
      'Luis and Ana Li have 1 absence.',
      'Luis y Ana Li tienen 1 falta.',
      '{0} and {1} have {2} absence.',
      '{0} y {1} tienen {2} falta.',
    ],
    ['Room 1 at 0.', 'Sala 1 a las 0.', 'Room {0} at {1}.', 'Sala {0} a las {1}.'],
  ])('takes no number of the text for the number of a hole: %s', (source, target, sourceForm, withHoles) => {
    expect(toRemember(source, target, names)).toEqual({ sourceForm, target: withHoles });
  });

  test('with the same number twice fits no text in which the two differ, for their order may have changed', () => {
    const kept = toRemember('5 books and 5 pens', '5 plumas y 5 libros', []);
    expect(kept).toEqual({ sourceForm: '{0} books and {0} pens', target: '{0} plumas y {0} libros' });
    const formsFor = (text: string) => fittingForms(protect(text)).map(({ form }) => form);
    expect(formsFor('3 books and 4 pens')).not.toContain(kept.sourceForm);
    expect(formsFor('6 books and 6 pens')).toContain(kept.sourceForm);
  });

  test('of two people fits a text that names one of them twice', () => {
    const kept = toRemember('Luis reads with Ana Li.', 'Ana Li lee con Luis.', names);
    const twice = fittingForms(protect('Luis reads with Luis.', names));
    expect(twice.find(({ form }) => form === kept.sourceForm)?.fill(kept.target)).toBe('Luis lee con Luis.');
  });

  test('keeps the short and the long name of one student apart, in whatever order they stand', () => {
    const kept = toRemember(
      'Luis is ill. Luis Ortega stays home.',
      'Luis Ortega se queda en casa: Luis está mal.',
      names,
    );
    expect(kept.target).toBe('{1} se queda en casa: {0} está mal.');
    const other = protect('Ana is ill. Ana Li stays home.', names);
    expect(formOf(other)).toBe(kept.sourceForm);
    expect(fillIn(kept.target, other)).toBe('Ana Li se queda en casa: Ana está mal.');
  });

  test('takes no part of another word or number for a name or a number', () => {
    expect(toRemember('Luis came.', 'Przyszła Luisa.', names).sourceForm).toBe('Luis came.');
    expect(toRemember('Come at 1.', 'Venga a las 13.', []).sourceForm).toBe('Come at 1.');
  });

  test('of a time in native digits fits other times, whichever digits they are in', () => {
    const kept = toRemember('الحافلة تأتي ٧:٤٠', 'The bus comes at 7:40', []);
    expect(kept.target).toBe('The bus comes at {0}');
    expect(formOf(protect('الحافلة تأتي 8:05'))).toBe(kept.sourceForm);
    expect(fillIn(kept.target, protect('الحافلة تأتي ٨:٠٥'))).toBe('The bus comes at 8:05');
    expect(toRemember('Bus at 7:40', 'الحافلة ٧:٤٠', []).target).toBe('الحافلة {0}');
  });
});
