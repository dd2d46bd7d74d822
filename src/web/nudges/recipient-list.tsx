import { Table } from '@mantine/core';
import type { NudgeDetail } from '../../api/nudges.schemas.js';
import { TextLink } from '../lib/links.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './recipient-list.module.css';

type Recipient = NudgeDetail['recipients'][number];

/** Family by family: in which language, and what became of it. */
export function RecipientList({ recipients }: { recipients: readonly Recipient[] }) {
  return (
    <Table verticalSpacing={9} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('recipients.family')}</Table.Th>
          <Table.Th className={classes.language}>{t('recipients.language')}</Table.Th>
          <Table.Th>{t('recipients.outcome')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {recipients.map((recipient) => (
          <Row
            key={`${recipient.conversationId} ${recipient.name} ${recipient.student}`}
            recipient={recipient}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ recipient }: { recipient: Recipient }) {
  const languages = useLanguages();
  const { name, student, language, conversationId, outcome, explanation, answer } = recipient;
  return (
    <Table.Tr>
      <Table.Td>
        {conversationId === null ? (
          <bdi>{name}</bdi>
        ) : (
          <TextLink
            to="/inbox/$conversationId"
            params={{ conversationId }}
            c="inherit"
            fw={600}
            size="sm"
            className={classes.link}
          >
            <bdi>{name}</bdi>
          </TextLink>
        )}
        {student !== null && (
          <div className={classes.student}>
            <bdi>{student}</bdi>
          </div>
        )}
      </Table.Td>
      <Table.Td className={classes.language}>{language === null ? '' : languages.name(language)}</Table.Td>
      <Table.Td>
        <span className={classes.outcome} data-outcome={outcome}>
          {explanation}
        </span>
        {answer !== null && <div className={classes.answered}>{t('recipients.answered')}</div>}
      </Table.Td>
    </Table.Tr>
  );
}
