import { applyKeptImport, planKeptImport } from '../src/imports/run.js';
import type { HandlersOf } from './bind.js';

export const imports: HandlersOf<'imports'> = {
  'imports.plan': (rt, { importId }) => planKeptImport(rt, importId),
  'imports.apply': (rt, { importId }) => applyKeptImport(rt, importId),
};
