import { describe, expect, test } from '@jest/globals';
import { fillIn, formOf, toRemember } from '../../src/translation/memory-form.js';
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
});
