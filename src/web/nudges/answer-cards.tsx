import { Progress } from '@mantine/core';
import type { NudgeDetail } from '../../api/nudges.schemas.js';
import { answerInWords } from '../lib/answers.js';
import { TextLink } from '../lib/links.js';
import { MomentText } from '../lib/moment-text.js';
import cards from '../lib/text-cards.module.css';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './answer-cards.module.css';
import { Part } from './part.js';

type Recipient = NudgeDetail['recipients'][number];
type Answer = NonNullable<Recipient['answer']>;

/** What families answered: how many said what, then each in its own words with the translation above. */
export function AnswerCards({ nudge }: { nudge: NudgeDetail }) {
  const answered = nudge.recipients
    .flatMap((recipient) => (recipient.answer === null ? [] : [{ recipient, answer: recipient.answer }]))
    .sort((one, other) => Date.parse(other.answer.at) - Date.parse(one.answer.at));
  if (answered.length === 0) {
    return (
      <Part title={t('answers.title')}>
        <p className={classes.none}>{t('answers.none')}</p>
      </Part>
    );
  }
  return (
    <Part title={t('answers.title')}>
      {nudge.askKind !== 'open' && (
        <Distribution kind={nudge.askKind} answers={answered.map(({ answer }) => answer)} />
      )}
      <ul className={cards.cards}>
        {answered.map(({ recipient, answer }) => (
          <Card
            key={`${recipient.conversationId} ${recipient.name} ${recipient.student}`}
            recipient={recipient}
            answer={answer}
            timeZone={nudge.school.timeZone}
          />
        ))}
      </ul>
    </Part>
  );
}

function Distribution({ kind, answers }: { kind: 'yesno' | 'rating'; answers: readonly Answer[] }) {
  const values: (boolean | number)[] = kind === 'yesno' ? [true, false] : [5, 4, 3, 2, 1];
  return (
    <div className={classes.distribution}>
      {values.map((value) => {
        const count = answers.filter((answer) => answer.value === value).length;
        return (
          <div key={String(value)} className={classes.bar}>
            <span>{answerInWords(value)}</span>
            <Progress value={(count / answers.length) * 100} size="lg" aria-hidden />
            <span className={classes.count}>{t('answers.count', { count, all: answers.length })}</span>
          </div>
        );
      })}
    </div>
  );
}

interface CardProps {
  recipient: Recipient;
  answer: Answer;
  timeZone: string;
}

function Card({ recipient, answer, timeZone }: CardProps) {
  const languages = useLanguages();
  const inWords = answerInWords(answer.value);
  const english = answer.translation ?? answer.text;
  return (
    <li className={cards.card}>
      {inWords !== null && <div className={classes.value}>{inWords}</div>}
      {!saysTheSame(english, inWords) && (
        <WrittenText
          language={answer.translation === null ? answer.language : 'en'}
          className={classes.words}
        >
          {english}
        </WrittenText>
      )}
      {answer.translation !== null && (
        <WrittenText language={answer.language} className={cards.original}>
          {answer.text}
        </WrittenText>
      )}
      <footer className={classes.foot}>
        <span>
          <bdi>{recipient.student ?? recipient.name}</bdi>
          {recipient.student !== null && (
            <>
              {' · '}
              <bdi>{recipient.name}</bdi>
            </>
          )}
          {answer.language !== null && ` · ${languages.name(answer.language)}`}
          {isUntranslated(answer) && ` · ${t('answers.untranslated')}`}
          {answer.putRightBy !== null && ` · ${t('answers.putRight', { name: answer.putRightBy })}`}
        </span>
        <MomentText at={answer.at} timeZone={timeZone} as="day" />
      </footer>
      {recipient.conversationId !== null && (
        <TextLink
          to="/inbox/$conversationId"
          params={{ conversationId: recipient.conversationId }}
          size="sm"
          fw={600}
          className={cards.link}
        >
          {t('answers.reply')}
        </TextLink>
      )}
    </li>
  );
}

/** "yes!" under "Yes" would say nothing new. */
function saysTheSame(text: string, inWords: string | null): boolean {
  const plain = (words: string): string => words.replaceAll(/[\p{P}\s]/gu, '').toLocaleLowerCase();
  return inWords !== null && plain(text) === plain(inWords);
}

/** Words of the family's that no engine could put into English. */
function isUntranslated({ value, language, translation }: Answer): boolean {
  return typeof value === 'string' && translation === null && language !== null && language !== 'en';
}
