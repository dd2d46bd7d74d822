import { Button, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PairInput, SettingsPair, TranslationSettings } from '../../api/translation.schemas.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { FileTrust, fileTrustOf, type FileChoices } from './file-trust.js';
import { useSetPairWithUndo } from './use-set-pair-with-undo.js';
import classes from './translation-page.module.css';

type Chosen = NonNullable<PairInput['engines']>[number];
const tiers = ['auto', 'send', 'mark', 'hold', 'not'] as const;
type Choice = (typeof tiers)[number];

interface Props {
  /** Null: a pair that is yet to be chosen. */
  pair: SettingsPair | null;
  settings: TranslationSettings;
  close: () => void;
}

/** The order of the engines for one pair of languages, and what becomes of what each of them says. */
export function PairForm({ pair, settings, close }: Props) {
  const me = useMe();
  const set = useSetPairWithUndo(settings);
  const [from, setFrom] = useState(pair?.from ?? 'en');
  const [to, setTo] = useState(pair?.to ?? 'es');
  const configured = settings.engines.filter((engine) => engine.isConfigured);
  const [chosen, setChosen] = useState<Chosen[]>(
    pair?.engines.filter(({ engine }) => configured.some(({ name }) => name === engine)) ??
      configured.map(({ name }) => ({ engine: name, tier: null })),
  );
  const [files, setFiles] = useState<FileChoices>(fileTrustOf(pair));
  const nameOf = (engine: string): string =>
    configured.find(({ name }) => name === engine)?.displayName ?? engine;
  const languages = me.languageNames.map(({ code, name }) => ({ value: code, label: name }));
  const choose = (engine: string, choice: Choice): void =>
    setChosen((now) =>
      choice === 'not'
        ? now.filter((one) => one.engine !== engine)
        : now.map((one) =>
            one.engine === engine ? { engine, tier: choice === 'auto' ? null : choice } : one,
          ),
    );
  const earlier = (at: number): void =>
    setChosen((now) => [
      ...now.slice(0, at - 1),
      ...now.slice(at, at + 1),
      ...now.slice(at - 1, at),
      ...now.slice(at + 1),
    ]);
  const others = configured.filter(({ name }) => chosen.every(({ engine }) => engine !== name));
  return (
    <Paper
      withBorder
      p="md"
      mt="sm"
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        set.change({ from, to, engines: [...chosen, ...(from === 'en' ? files : [])] }, close);
      }}
    >
      <Stack gap="sm">
        <div className={classes.fields}>
          <NativeSelect
            label={t('translation.pairs.from')}
            data={languages}
            value={from}
            disabled={pair !== null}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('translation.pairs.to')}
            data={languages}
            value={to}
            disabled={pair !== null}
            error={from === to && t('translation.pairs.same')}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {chosen.length === 0 && <Text size="sm">{t('translation.pairs.noEngine')}</Text>}
        {chosen.map(({ engine, tier }, index) => (
          <Group key={engine} gap="sm" align="end">
            <NativeSelect
              label={`${index + 1}. ${nameOf(engine)}`}
              flex="1 1 220px"
              data={tiers.map((value) => ({
                value,
                label:
                  value === 'not' ? t('translation.pairs.notAsked') : t(`translation.pairs.tier.${value}`),
              }))}
              value={tier ?? 'auto'}
              onChange={(event) => {
                const choice = tiers.find((one) => one === event.currentTarget.value);
                if (choice !== undefined) choose(engine, choice);
              }}
            />
            {index > 0 && (
              <Button variant="default" onClick={() => earlier(index)}>
                {t('translation.pairs.up', { name: nameOf(engine) })}
              </Button>
            )}
          </Group>
        ))}
        <Group gap="xs">
          {others.map(({ name, displayName }) => (
            <Button
              key={name}
              size="xs"
              variant="light"
              onClick={() => setChosen((now) => [...now, { engine: name, tier: null }])}
            >
              {t('translation.pairs.askToo', { name: displayName })}
            </Button>
          ))}
        </Group>
        {from === 'en' && <FileTrust files={files} setFiles={setFiles} />}
        <Group gap="sm">
          <Button type="submit" loading={set.isPending} disabled={from === to}>
            {t('translation.pairs.save')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
