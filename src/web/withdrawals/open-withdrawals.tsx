import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { WithdrawalSummary } from '../../api/withdrawals.schemas.js';
import { TextLink } from '../lib/links.js';
import { DueText, OpenWork, ownerInWords } from '../lib/open-work.js';
import { viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import { openWithdrawalsQuery } from './withdrawals.queries.js';
import classes from './withdrawals.module.css';

/** Withdrawn translations nobody has put right yet; nothing where there are none. */
export function OpenWithdrawals() {
  const list = useInfiniteQuery(openWithdrawalsQuery);
  return (
    <OpenWork
      list={list}
      id="withdrawals-open"
      title={t('withdrawal.openTitle')}
      card={(row) => <Row key={row.id} row={row} />}
    />
  );
}

function Row({ row }: { row: WithdrawalSummary }) {
  const languages = useLanguages();
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <TextLink to="/withdrawals/$withdrawalId" params={{ withdrawalId: row.id }} fw={600}>
          {t('withdrawal.open', { language: languages.name(row.language) })}
        </TextLink>
        <DueText of={row} timeZone={viewerZone} />
      </div>
      <WrittenText language={row.toLanguage} lines={2} className={classes.wrong}>
        {row.wrong}
      </WrittenText>
      <Text size="sm">
        {t('withdrawal.why', { name: row.by, reason: row.reason })}{' '}
        <Text span c="dimmed">
          {ownerInWords(row)}
        </Text>
      </Text>
    </li>
  );
}
