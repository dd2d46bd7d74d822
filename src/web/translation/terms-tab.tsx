import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconAbc } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Term, TermInput } from '../../api/translation.schemas.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { FileButtons } from './file-buttons.js';
import { termsQuery, useImportTerms, useRemoveTerm, useSetTerm } from './translation.queries.js';
import classes from './translation-page.module.css';
import { Waiting } from './waiting.js';

/** The district's own words. */
export function TermsTab({ mayChange }: { mayChange: boolean }) {
  const terms = useQuery(termsQuery);
  const bring = useImportTerms();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('translation.terms.hint')}
      </Text>
      {mayChange && <AddTerm />}
      <FileButtons
        formats={['csv'] as const}
        hrefOf={() => '/api/translation/terms.csv'}
        send={mayChange ? (_format, content) => bring.mutateAsync(content) : null}
      />
      {terms.data === undefined &&
        (terms.isError ? (
          <FailedState error={terms.error} retry={() => void terms.refetch()} />
        ) : (
          <Waiting />
        ))}
      {terms.data?.items.length === 0 && (
        <EmptyState icon={<IconAbc size={36} stroke={1.3} />} title={t('translation.terms.none')}>
          {t('translation.terms.noneHint')}
        </EmptyState>
      )}
      <ul className={classes.list}>
        {terms.data?.items.map((term) => (
          <TermRow key={term.id} term={term} mayChange={mayChange} />
        ))}
      </ul>
    </Stack>
  );
}

function TermRow({ term, mayChange }: { term: Term; mayChange: boolean }) {
  const languages = useLanguages();
  const remove = useRemoveTerm();
  const setAgain = useSetTerm();
  const { id, ...words } = term;
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text>
          <bdi>{term.term}</bdi> →{' '}
          {term.target === term.term ? (
            t('translation.terms.kept')
          ) : (
            <bdi lang={term.toLanguage ?? undefined}>{term.target}</bdi>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {term.toLanguage === null ? t('translation.terms.everyLanguage') : languages.name(term.toLanguage)}
          {term.note !== null && ` · ${term.note}`}
        </Text>
      </div>
      {mayChange && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          loading={remove.isPending}
          onClick={() =>
            remove.mutate(id, {
              onSuccess: () =>
                offerUndo(t('translation.terms.removed', { term: term.term }), () => setAgain.mutate(words)),
            })
          }
        >
          {t('translation.terms.remove', { term: term.term })}
        </Button>
      )}
    </li>
  );
}

const empty = { term: '', target: '', note: '', language: '' };

function AddTerm() {
  const me = useMe();
  const set = useSetTerm();
  const [words, setWords] = useState(empty);
  const change = (part: keyof typeof empty) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setWords((now) => ({ ...now, [part]: value }));
  };
  const input = (): TermInput => {
    const term = words.term.trim();
    const [target, note] = [words.target.trim(), words.note.trim()];
    return {
      term,
      target: target === '' ? term : target,
      note: note === '' ? null : note,
      toLanguage: words.language === '' ? null : words.language,
    };
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(input(), { onSuccess: () => setWords({ ...empty, language: words.language }) });
      }}
    >
      <div className={classes.fields}>
        <TextInput
          label={t('translation.terms.term')}
          required
          maxLength={100}
          value={words.term}
          onChange={change('term')}
        />
        <NativeSelect
          label={t('translation.terms.language')}
          data={[
            { value: '', label: t('translation.terms.everyLanguage') },
            ...me.languageNames.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={words.language}
          onChange={change('language')}
        />
        <TextInput
          label={t('translation.terms.target')}
          description={t('translation.terms.targetHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          maxLength={100}
          dir="auto"
          value={words.target}
          onChange={change('target')}
        />
        <TextInput
          label={t('translation.terms.note')}
          maxLength={200}
          value={words.note}
          onChange={change('note')}
        />
      </div>
      <Button type="submit" size="xs" mt="sm" loading={set.isPending} disabled={words.term.trim() === ''}>
        {t('translation.terms.add')}
      </Button>
    </form>
  );
}
