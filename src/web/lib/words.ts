import i18next, { type TFunction } from 'i18next';
import staff from '../../../locales/en/staff.json' with { type: 'json' };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'staff';
    resources: { staff: typeof staff };
  }
}

const instance = i18next.createInstance();
void instance.init({
  lng: 'en',
  defaultNS: 'staff',
  ns: ['staff'],
  resources: { en: { staff } },
  initAsync: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
});

/** The app's words, from `locales/<language>/staff.json`. */
export const t: TFunction<'staff'> = instance.t;
