import { Button, Group, Radio, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { TextLink } from '../lib/links.js';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { sentenceFor, tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { ReasonField } from '../withdrawals/reason-field.js';
import { WithdrawDialog } from '../withdrawals/withdraw-dialog.js';
import { fixedTextsInQuery, useWithdrawFixed } from './fixed-texts.queries.js';
import { placesHint } from './places.js';
import classes from './fixed-texts.module.css';

/** One of the fixed texts, as it is said now. */
interface Words {
  key: string;
  words: string;
  english: string;
}
type Subject = { messageId: string } | (Words & { language: string });

interface Props {
  subject: Subject;
  /** The family's. */
  language: string;
  label: string;
  about?: string;
}

/** For speakers and administrators: takes a text Recado sends by itself back, after asking what is wrong with it. */
export function WithdrawFixedButton({ subject, language, label, about }: Props) {
  return (
    <WithdrawDialog language={language} label={label} about={about} title={t('fixedText.ask')}>
      {(close) =>
        'messageId' in subject ? (
          <FromMessage messageId={subject.messageId} language={language} close={close} />
        ) : (
          <Form all={[subject]} of={{ language }} language={language} close={close} />
        )
      }
    </WithdrawDialog>
  );
}

/** Looks first which fixed texts stand in the text. */
function FromMessage({
  messageId,
  language,
  close,
}: {
  messageId: string;
  language: string;
  close: () => void;
}) {
  const found = useQuery(fixedTextsInQuery(messageId));
  if (found.isPending) return <Skeleton role="status" aria-label={t('common.loading')} height={180} />;
  if (found.data === undefined) return <FailedState error={found.error} retry={() => void found.refetch()} />;
  const all = found.data.items.filter(({ isWithdrawn }) => !isWithdrawn);
  if (all.length === 0) {
    const withdrawalId = found.data.items[0]?.withdrawalId ?? null;
    return (
      <Stack gap="sm">
        <Text size="sm">
          {t(found.data.items.length === 0 ? 'fixedText.nothing' : 'fixedText.nothingNew')}
        </Text>
        {withdrawalId !== null && (
          <TextLink to="/fixed-texts/$fixedTextId" params={{ fixedTextId: withdrawalId }} size="sm">
            {t('fixedText.seeIt')}
          </TextLink>
        )}
        <div>
          <Button variant="default" data-autofocus onClick={close}>
            {t('common.close')}
          </Button>
        </div>
      </Stack>
    );
  }
  return <Form all={all} of={{ messageId }} language={language} close={close} />;
}

interface FormProps {
  all: readonly Words[];
  of: { messageId: string } | { language: string };
  language: string;
  close: () => void;
}

function Form({ all, of, language, close }: FormProps) {
  const me = useMe();
  const languages = useLanguages();
  const navigate = useNavigate();
  const [key, setKey] = useState(all[0]?.key ?? '');
  const [reason, setReason] = useState('');
  const [right, setRight] = useState('');
  const chosen = all.find((one) => one.key === key);
  const name = languages.name(language);
  const withdraw = useWithdrawFixed(({ id, partlyGone }) => {
    close();
    tellDone(t(right.trim() === '' ? 'fixedText.done' : 'fixedText.doneRight'));
    if (partlyGone > 0) tellDone(t('fixedText.partlyGoneDone', { count: partlyGone }));
    void navigate({ to: '/fixed-texts/$fixedTextId', params: { fixedTextId: id } });
  });
  const send = (): void => {
    const correction = right.trim() === '' ? {} : { correction: right.trim() };
    withdraw.mutate({ ...of, key, reason: reason.trim(), ...correction });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') send();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('fixedText.what', { language: name })}</Text>
        {all.length > 1 ? (
          <Radio.Group label={t('fixedText.which')} value={key} onChange={setKey}>
            <Stack gap={6} mt={6}>
              {all.map((one) => (
                <Radio
                  key={one.key}
                  value={one.key}
                  label={<WrittenText language={language}>{one.words}</WrittenText>}
                />
              ))}
            </Stack>
          </Radio.Group>
        ) : (
          <div className={classes.words}>
            <WrittenText language={language}>{chosen?.words ?? ''}</WrittenText>
            <Text size="sm" c="dimmed" component="div">
              <WrittenText language="en">{chosen?.english ?? ''}</WrittenText>
            </Text>
          </div>
        )}
        <ReasonField
          label={t('fixedText.reasonLabel')}
          description={t('fixedText.reasonHint')}
          value={reason}
          onChange={setReason}
        />
        {me.languages.includes(language) && (
          <Textarea
            label={t('fixedText.rightOptional', { language: name })}
            description={`${t('fixedText.rightHint')} ${placesHint(chosen?.english ?? '')}`.trim()}
            lang={language}
            dir="auto"
            autosize
            minRows={2}
            maxLength={1500}
            value={right}
            onChange={(event) => setRight(event.currentTarget.value)}
          />
        )}
        {withdraw.error !== null && (
          <Notice tone="urgent" title={t('fixedText.failed')} alert>
            {sentenceFor(withdraw.error)}
          </Notice>
        )}
        <Group gap="sm">
          <Button type="submit" loading={withdraw.isPending} disabled={reason.trim() === ''}>
            {t('fixedText.withdraw')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
