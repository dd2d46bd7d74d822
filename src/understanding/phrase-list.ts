import { z } from 'zod';

/**
 * A list of phrases in a locale file, none of them empty. There are some hundred thousand in all: asking zod about each
 * takes longer than all other reading of the files.
 * @param least how many there must be
 */
export function phraseList(least = 0) {
  return z
    .custom<string[]>((list) => Array.isArray(list) && list.length >= least, 'is no list of phrases')
    .superRefine((list, context) => {
      list.forEach((phrase: unknown, place) => {
        if (typeof phrase === 'string' && phrase !== '') return;
        context.addIssue({ code: 'custom', path: [place], message: 'is no phrase' });
      });
    });
}
