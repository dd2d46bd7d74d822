import { Badge, Chip, Group, ScrollArea, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { LibraryList } from '../../api/nudges.schemas.js';
import { EmptyState } from '../lib/states.js';
import { plainDate, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import classes from './library-picker.module.css';

export type Prompt = LibraryList['items'][number];

interface Props {
  prompts: readonly Prompt[];
  chosen: string | undefined;
  choose: (key: string) => void;
}

/** The library by subject, in the order the server suggests. */
export function LibraryPicker({ prompts, chosen, choose }: Props) {
  const [subject, setSubject] = useState('');
  const [search, setSearch] = useState('');
  const subjects = [...new Set(prompts.map((prompt) => prompt.subject))];
  const wanted = search.trim().toLocaleLowerCase();
  const found = prompts.filter(
    (prompt) =>
      (subject === '' || prompt.subject === subject) && prompt.text.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      <TextInput
        data-autofocus
        type="search"
        aria-label={t('newNudge.searchLibrary')}
        placeholder={t('newNudge.searchLibrary')}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ScrollArea type="never" my="sm">
        <Chip.Group value={subject} onChange={setSubject}>
          <Group gap={6} wrap="nowrap">
            <Chip value="">{t('newNudge.allSubjects')}</Chip>
            {subjects.map((name) => (
              <Chip key={name} value={name}>
                {subjectName(name)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </ScrollArea>
      {found.length === 0 && (
        <EmptyState icon={<IconSearch size={32} stroke={1.4} />} title={t('newNudge.noPrompt')}>
          {t('newNudge.noPromptHint')}
        </EmptyState>
      )}
      <ul className={classes.prompts}>
        {found.map((prompt) => (
          <li key={prompt.key}>
            <button
              type="button"
              className={classes.prompt}
              aria-pressed={prompt.key === chosen}
              onClick={() => choose(prompt.key)}
            >
              <span>{prompt.text}</span>
              <span className={classes.facts}>
                {prompt.suggested && (
                  <Badge size="sm" variant="light" tt="none" fw={600}>
                    {t('newNudge.suggested')}
                  </Badge>
                )}
                <span>{subjectName(prompt.subject)}</span>
                <span>{t(`askKind.${prompt.askKind}`)}</span>
                {prompt.lastUsed !== null && (
                  <span>{t('newNudge.lastUsed', { date: plainDate(prompt.lastUsed, viewerZone) })}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function subjectName(name: string): string {
  return t(`subjects.${name}` as 'subjects.math', { defaultValue: name });
}
