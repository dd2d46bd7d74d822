import { Badge, Button, Card, Group, List, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { z } from 'zod';
import { tryResult, type tryInput, type TryResult } from '../../api/understanding.schemas.js';
import { postJson } from '../lib/api.js';
import { PageHead } from '../lib/page-head.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './try-page.module.css';

type Input = z.input<typeof tryInput>;
type AskKind = NonNullable<Input['ask']>['kind'];
const askKinds: readonly AskKind[] = ['yesno', 'rating', 'choice', 'number', 'open'];

/** A text, tried out: what the inbox would make of it, and why. Nothing of it is kept. */
export function TryPage() {
  const attempt = useMutation({
    mutationFn: (input: Input) => postJson('/api/understand', input, tryResult),
  });
  return (
    <div className={classes.page}>
      <PageHead title={t('tryText.title')} subtitle={t('tryText.subtitle')} />
      <TryForm isPending={attempt.isPending} onTry={(input) => attempt.mutate(input)} />
      <div aria-live="polite">
        {attempt.isError && <FailedState error={attempt.error} retry={() => attempt.reset()} />}
        {attempt.data !== undefined && (
          <Result result={attempt.data} isChoice={attempt.variables.ask?.kind === 'choice'} />
        )}
      </div>
    </div>
  );
}

function TryForm({ isPending, onTry }: { isPending: boolean; onTry: (input: Input) => void }) {
  const { languageNames } = useMe();
  const [text, setText] = useState('');
  const [language, setLanguage] = useState<string | null>(null);
  const [kind, setKind] = useState<AskKind | null>(null);
  const [detail, setDetail] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onTry({ text, language, ask: kind === null ? null : askOf(kind, detail) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label={t('tryText.text')}
          autosize
          dir="auto"
          minRows={2}
          maxLength={1600}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label={t('tryText.language')}
          placeholder={t('tryText.anyLanguage')}
          clearable
          searchable
          data={languageNames.map(({ code, name }) => ({ value: code, label: name }))}
          value={language}
          onChange={setLanguage}
        />
        <Select
          label={t('tryText.ask')}
          placeholder={t('tryText.noAsk')}
          clearable
          data={askKinds.map((value) => ({ value, label: t(`tryText.asks.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(askKinds.find((known) => known === value) ?? null)}
        />
        {(kind === 'choice' || kind === 'number') && (
          <TextInput
            label={t(kind === 'choice' ? 'tryText.options' : 'tryText.unit')}
            value={detail}
            onChange={(event) => setDetail(event.currentTarget.value)}
          />
        )}
        <Group>
          <Button type="submit" loading={isPending} disabled={text.trim() === ''}>
            {t('tryText.try')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function askOf(kind: AskKind, detail: string): NonNullable<Input['ask']> {
  const parts = detail
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (kind === 'choice') return { kind, options: parts };
  return kind === 'number' && parts[0] !== undefined ? { kind, unit: parts[0] } : { kind };
}

function Result({ result, isChoice }: { result: TryResult; isChoice: boolean }) {
  const languages = useLanguages();
  const wish = result.consent ?? (result.consentCertainty === 'possible' ? 'possible' : 'none');
  const rows: readonly (readonly [label: string, value: string])[] = [
    [t('tryText.isLanguage'), languages.name(result.language)],
    [t('tryText.answer'), answerText(result, isChoice)],
    [
      t('tryText.consent'),
      result.consentCertainty === 'likely'
        ? t('tryText.likelyWish', { wish: t(`tryText.wishes.${wish}`) })
        : t(`tryText.wishes.${wish}`),
    ],
    [t('tryText.topic'), t(`topics.${result.topic}`)],
  ];
  return (
    <Card withBorder component="section" mt="lg" aria-label={t('tryText.result')}>
      <Group gap="xs" mb="sm">
        {result.urgent && (
          <Badge color="red" tt="none">
            {t('tryText.urgent')}
          </Badge>
        )}
        {result.lookSoon && (
          <Badge variant="light" color="orange" tt="none">
            {t('tryText.lookSoon')}
          </Badge>
        )}
        <Badge variant="light" color={result.needsStaff ? 'accent' : 'gray'} tt="none">
          {t(result.needsStaff ? 'tryText.forStaff' : 'tryText.notForStaff')}
        </Badge>
      </Group>
      <dl className={classes.facts}>
        {rows.map(([label, value]) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text fw={600} size="sm" mt="sm">
        {t('tryText.reasons')}
      </Text>
      {result.reasonsInWords.length === 0 ? (
        <Text size="sm">{t('tryText.noReasons')}</Text>
      ) : (
        <List size="sm">
          {result.reasonsInWords.map((reason) => (
            <List.Item key={reason}>
              <bdi>{reason}</bdi>
            </List.Item>
          ))}
        </List>
      )}
    </Card>
  );
}

function answerText({ answer, comment }: TryResult, isChoice: boolean): string {
  if (answer.status !== 'answered') return t(`tryText.answers.${answer.status}`);
  const value = valueText(answer.value, isChoice);
  return comment === null ? value : t('tryText.withComment', { value, comment });
}

function valueText(value: TryResult['answer']['value'], isChoice: boolean): string {
  if (typeof value === 'boolean') return t(value ? 'tryText.yes' : 'tryText.no');
  if (isChoice && typeof value === 'number') return t('tryText.optionNumber', { number: value + 1 });
  return String(value);
}
