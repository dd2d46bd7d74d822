import { useInfiniteQuery } from '@tanstack/react-query';
import { OpenWork } from '../lib/open-work.js';
import { t } from '../lib/words.js';
import { FixedTextRow } from './fixed-text-row.js';
import { fixedTextsQuery } from './fixed-texts.queries.js';

/** Wrong fixed texts nobody has said the right words of yet; nothing where there are none. */
export function OpenFixedTexts() {
  const list = useInfiniteQuery(fixedTextsQuery('english'));
  return (
    <OpenWork
      list={list}
      id="fixed-texts-open"
      title={t('fixedText.openTitle')}
      card={(row) => <FixedTextRow key={row.id} row={row} />}
    />
  );
}
