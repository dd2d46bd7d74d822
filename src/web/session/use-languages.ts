import { useMe } from './session.queries.js';

/** Names of the languages families are written to. */
export interface LanguageNames {
  /** "Spanish"; a code nobody named is its own name. */
  name(code: string): string;
  /** "Español". */
  ownName(code: string): string;
  direction(code: string): 'ltr' | 'rtl';
}

/** {@link LanguageNames} of this deployment. */
export function useLanguages(): LanguageNames {
  const { languageNames } = useMe();
  const find = (code: string) => languageNames.find((each) => each.code === code);
  return {
    name: (code) => find(code)?.name ?? code,
    ownName: (code) => find(code)?.ownName ?? code,
    direction: (code) => find(code)?.direction ?? 'ltr',
  };
}
