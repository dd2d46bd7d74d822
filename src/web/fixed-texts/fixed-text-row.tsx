import { Text } from '@mantine/core';
import type { FixedTextSummary } from '../../api/fixed-texts.schemas.js';
import { TextLink } from '../lib/links.js';
import { dayAndTime, exactTime, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import withdrawals from '../withdrawals/withdrawals.module.css';
import classes from './fixed-texts.module.css';

/** One withdrawn fixed text in a list: what goes out now, what was wrong and who said so. */
export function FixedTextRow({ row }: { row: FixedTextSummary }) {
  const languages = useLanguages();
  const now = useNow();
  const { id, language, state, wrong, english, correction, by, at, reason } = row;
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <TextLink to="/fixed-texts/$fixedTextId" params={{ fixedTextId: id }} fw={600}>
          {t('fixedText.heading', { language: languages.name(language) })}
        </TextLink>
        <span className={classes.state} data-state={state}>
          {t(`fixedText.state.${state}`)}
        </span>
      </div>
      <WrittenText
        language={language}
        lines={2}
        className={state === 'english' || state === 'corrected' ? withdrawals.wrong : undefined}
      >
        {wrong}
      </WrittenText>
      <WrittenText language={correction === null ? 'en' : language} lines={2}>
        {correction ?? english}
      </WrittenText>
      <Text size="sm" c="dimmed" title={exactTime(at, viewerZone)}>
        {t('fixedText.why', { name: by, time: dayAndTime(at, viewerZone, now), reason })}
      </Text>
    </li>
  );
}
