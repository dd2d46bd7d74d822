import type { PairInput, TranslationSettings } from '../../api/translation.schemas.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { useSetPair } from './translation.queries.js';

/** Sets a pair of languages, and offers to set it back to what stood there: a wrong step lets wrong words out. */
export function useSetPairWithUndo(settings: TranslationSettings) {
  const languages = useLanguages();
  const set = useSetPair();
  const back = useSetPair();
  const change = (input: PairInput, done?: () => void): void => {
    const { from, to } = input;
    const before = settings.pairs.find((pair) => pair.from === from && pair.to === to)?.engines ?? null;
    const pair = t('translation.pairs.pair', { from: languages.name(from), to: languages.name(to) });
    const said = input.engines === null ? 'translation.pairs.wasReset' : 'translation.pairs.saved';
    set.mutate(input, {
      onSuccess: () => {
        offerUndo(t(said, { pair }), () => back.mutate({ from, to, engines: before }));
        done?.();
      },
    });
  };
  return { change, isPending: set.isPending };
}
