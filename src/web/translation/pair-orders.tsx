import { Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { SettingsPair, TranslationSettings } from '../../api/translation.schemas.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { PairForm } from './pair-form.js';
import { isFileKind } from './file-trust.js';
import { useSetPairWithUndo } from './use-set-pair-with-undo.js';
import classes from './translation-page.module.css';

/** For which languages the district set an order of its own, and setting one. */
export function PairOrders({ settings }: { settings: TranslationSettings }) {
  const [edited, setEdited] = useState<{ pair: SettingsPair | null } | null>(null);
  const { mayChange } = settings;
  return (
    <section>
      <Title order={2} size="h4">
        {t('translation.pairs.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('translation.pairs.hint')} {t('translation.pairs.highStakes')}
      </Text>
      {settings.pairs.length === 0 && <Text size="sm">{t('translation.pairs.none')}</Text>}
      <ul className={classes.list}>
        {settings.pairs.map((pair) => (
          <PairRow
            key={`${pair.from}>${pair.to}`}
            pair={pair}
            settings={settings}
            edit={() => setEdited({ pair })}
          />
        ))}
      </ul>
      {mayChange && edited === null && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setEdited({ pair: null })}>
          {t('translation.pairs.set')}
        </Button>
      )}
      {mayChange && edited !== null && (
        <PairForm
          key={edited.pair === null ? 'new' : `${edited.pair.from}>${edited.pair.to}`}
          pair={edited.pair}
          settings={settings}
          close={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface RowProps {
  pair: SettingsPair;
  settings: TranslationSettings;
  edit: () => void;
}

function PairRow({ pair, settings, edit }: RowProps) {
  const languages = useLanguages();
  const reset = useSetPairWithUndo(settings);
  const engines = pair.engines.filter(({ engine }) => !isFileKind(engine));
  const files = pair.engines.filter(({ engine }) => isFileKind(engine));
  const name = t('translation.pairs.pair', { from: languages.name(pair.from), to: languages.name(pair.to) });
  const nameOf = (engine: string): string =>
    settings.engines.find((each) => each.name === engine)?.displayName ?? engine;
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text fw={600}>{name}</Text>
        {engines.length === 0 && <Text size="sm">{t('translation.pairs.noEngine')}</Text>}
        <ol className={classes.order}>
          {engines.map(({ engine, tier }) => (
            <li key={engine}>
              {nameOf(engine)}: {t(`translation.pairs.tier.${tier ?? 'auto'}`)}
            </li>
          ))}
        </ol>
        {files.map(({ engine, tier }) => (
          <Text key={engine} size="sm">
            {isFileKind(engine) && t(`translation.ownWords.kind.${engine}`)}:{' '}
            {t(`translation.ownWords.tier.${tier ?? 'auto'}`)}
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {t('translation.pairs.by', { name: pair.changedBy, time: exactTime(pair.changedAt, viewerZone) })}
        </Text>
      </div>
      {settings.mayChange && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={edit}>
            {t('translation.pairs.edit', { pair: name })}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            loading={reset.isPending}
            onClick={() => reset.change({ from: pair.from, to: pair.to, engines: null })}
          >
            {t('translation.pairs.reset')}
          </Button>
        </Group>
      )}
    </li>
  );
}
