import { List, NativeSelect, Stack, Text } from '@mantine/core';
import type { SettingsPair } from '../../api/translation.schemas.js';
import { t } from '../lib/words.js';
import classes from './translation-page.module.css';

/** Recado's own words: they stand in the list of a pair like engines, which nobody asks. */
const fileKinds = ['phrasebook', 'library'] as const;
type FileKind = (typeof fileKinds)[number];
const tiers = ['auto', 'send', 'mark', 'hold'] as const;

export type FileChoices = SettingsPair['engines'];

/** Whether this name of a pair's list stands for words of the language files. */
export function isFileKind(name: string): name is FileKind {
  return fileKinds.some((kind) => kind === name);
}

/** What is set for the words of the language files; what follows the general rule is left out. */
export function fileTrustOf(pair: SettingsPair | null): FileChoices {
  return pair?.engines.filter(({ engine, tier }) => isFileKind(engine) && tier !== null) ?? [];
}

interface Props {
  files: FileChoices;
  setFiles: (files: FileChoices) => void;
}

/** How far Recado's own words in a language are trusted until a speaker has approved them, and what each step does. */
export function FileTrust({ files, setFiles }: Props) {
  const choose = (kind: FileKind, value: string): void => {
    const tier = tiers.find((one) => one === value);
    const others = files.filter(({ engine }) => engine !== kind);
    setFiles(tier === undefined || tier === 'auto' ? others : [...others, { engine: kind, tier }]);
  };
  return (
    <Stack gap={6} component="fieldset" className={classes.fieldset}>
      <Text component="legend" size="sm" fw={600}>
        {t('translation.ownWords.title')}
      </Text>
      <Text size="sm">{t('translation.ownWords.hint')}</Text>
      <div className={classes.fields}>
        {fileKinds.map((kind) => (
          <NativeSelect
            key={kind}
            label={t(`translation.ownWords.kind.${kind}`)}
            data={tiers.map((value) => ({ value, label: t(`translation.ownWords.tier.${value}`) }))}
            value={files.find(({ engine }) => engine === kind)?.tier ?? 'auto'}
            onChange={(event) => choose(kind, event.currentTarget.value)}
          />
        ))}
      </div>
      <List size="sm" c="dimmed">
        <List.Item>{t('translation.ownWords.does.send')}</List.Item>
        <List.Item>{t('translation.ownWords.does.mark')}</List.Item>
        <List.Item>{t('translation.ownWords.does.hold')}</List.Item>
        <List.Item>{t('translation.ownWords.does.highStakes')}</List.Item>
      </List>
    </Stack>
  );
}
