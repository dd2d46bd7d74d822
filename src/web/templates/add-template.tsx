import { Button, Card, NativeSelect, SimpleGrid, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { TemplateInput } from '../../api/channels.schemas.js';
import { tellDone } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { kindInWords, kindsOf } from './kinds.js';
import { useAddTemplate } from './templates.queries.js';

const purposes = ['learning', 'reply', 'pulse', 'alert', 'system'] as const;
const variables = ['text', 'school', 'district'] as const;
type Variable = (typeof variables)[number];
/** A template has so many variables at most, as far as we fill them. */
const places = [1, 2, 3] as const;

/** Writes down a template WhatsApp has approved; it takes the place of an earlier one for the same texts. */
export function AddTemplate() {
  const { languageNames } = useMe();
  const add = useAddTemplate();
  const [contentSid, setContentSid] = useState('');
  const [purpose, setPurpose] = useState<TemplateInput['purpose']>('learning');
  const [subtype, setSubtype] = useState<string | null>(null);
  const [language, setLanguage] = useState('es');
  const [chosen, setChosen] = useState<readonly (Variable | '')[]>(['text', '', '']);
  const [isTried, setTried] = useState(false);
  const filled = chosen.filter((one): one is Variable => one !== '');
  const sid = contentSid.trim();
  const isSid = /^HX[0-9a-fA-F]{32}$/u.test(sid);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isSid || !filled.includes('text')) return;
    add.mutate(
      { contentSid: sid, purpose, subtype, language, variables: filled },
      {
        onSuccess: () => {
          tellDone(t('templates.saved'));
          setContentSid('');
          setSubtype(null);
          setTried(false);
        },
      },
    );
  };
  return (
    <Card withBorder component="form" onSubmit={save} noValidate>
      <Title order={2} size="h4" mb="sm">
        {t('templates.add')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md" style={{ alignItems: 'end' }}>
        <TextInput
          label={t('templates.contentSid')}
          description={t('templates.contentSidHint')}
          required
          value={contentSid}
          error={isTried && !isSid ? t('templates.contentSidWrong') : null}
          onChange={(event) => setContentSid(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('templates.forPurpose')}
          value={purpose}
          data={purposes.map((value) => ({ value, label: t(`templates.purpose.${value}`) }))}
          onChange={(event) => {
            setPurpose(purposes.find((one) => one === event.currentTarget.value) ?? 'learning');
            // Each purpose has kinds of its own.
            setSubtype(null);
          }}
        />
        <NativeSelect
          label={t('templates.forKind')}
          description={t('templates.forKindHint')}
          value={subtype ?? ''}
          data={[
            { value: '', label: t('templates.allKinds') },
            ...kindsOf[purpose].map((value) => ({ value, label: kindInWords(value) })),
          ]}
          onChange={(event) => setSubtype(event.currentTarget.value || null)}
        />
        <NativeSelect
          label={t('templates.forLanguage')}
          value={language}
          data={languageNames.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
        {places.map((place) => (
          <NativeSelect
            key={place}
            label={t('templates.stands', { place: `{{${place}}}`, what: '…' })}
            error={
              isTried && place === 1 && !filled.includes('text') ? t('templates.variablesMissing') : null
            }
            value={chosen[place - 1] ?? ''}
            data={[
              { value: '', label: '–' },
              ...variables.map((value) => ({ value, label: t(`templates.variable.${value}`) })),
            ]}
            onChange={(event) => {
              const value = variables.find((one) => one === event.currentTarget.value) ?? '';
              setChosen(chosen.map((one, index) => (index === place - 1 ? value : one)));
            }}
          />
        ))}
      </SimpleGrid>
      <Button type="submit" mt="md" style={{ alignSelf: 'start' }} loading={add.isPending}>
        {t('templates.save')}
      </Button>
    </Card>
  );
}
