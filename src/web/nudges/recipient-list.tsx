import { Table } from '@mantine/core';
import type { NudgeDetail } from '../../api/nudges.schemas.js';
import { TextLink } from '../lib/links.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { AskAgain } from './ask-again.js';
import { Part } from './part.js';
import classes from './recipient-list.module.css';

type Recipient = NudgeDetail['recipients'][number];

/** Family by family: those first who have not got it, and why, then who has not answered, then who has. */
export function RecipientList({ nudge }: { nudge: NudgeDetail }) {
  const { recipients } = nudge;
  const groups = [
    ['without', recipients.filter(({ hasIt }) => !hasIt)],
    ['silent', recipients.filter(({ hasIt, answer }) => hasIt && answer === null)],
    ['answered', recipients.filter(({ answer }) => answer !== null)],
  ] as const;
  return groups.map(
    ([group, families]) =>
      families.length > 0 && (
        <Part
          key={group}
          title={t(`recipients.${group}`, { count: families.length })}
          aside={group === 'silent' && <AskAgain nudge={nudge} count={families.length} />}
        >
          <Families families={families} />
        </Part>
      ),
  );
}

function Families({ families }: { families: readonly Recipient[] }) {
  return (
    <Table verticalSpacing={9} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.family}>{t('recipients.family')}</Table.Th>
          <Table.Th className={classes.language}>{t('recipients.language')}</Table.Th>
          <Table.Th>{t('recipients.outcome')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {families.map((recipient) => (
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
  const { name, student, language, conversationId, outcome, explanation } = recipient;
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
      </Table.Td>
    </Table.Tr>
  );
}
