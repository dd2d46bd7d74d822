import '@mantine/dropzone/styles.css';
import { Button, Collapse, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import classes from './imports-page.module.css';
import { sourcesQuery, useUpload } from './imports.queries.js';

/** Drop a ZIP or CSV files; nothing changes before the difference was looked at. */
export function UploadForm() {
  const navigate = useNavigate();
  const upload = useUpload();
  const sources = useQuery(sourcesQuery).data?.items ?? [];
  const [source, setSource] = useState<string | null>(null);
  const isFirst = useMe().schools.length === 0;
  const [open, setOpen] = useState(false);
  const [options, setOptions] = useState({
    effectiveOn: '',
    languageColumn: '',
    // There is no other school yet whose zone it could be.
    timeZone: isFirst ? viewerZone : '',
    school: '',
  });
  const send = (files: readonly File[]): void => {
    const form = new FormData();
    for (const [name, value] of Object.entries(options)) form.append(name, value);
    const from = source ?? sources[0];
    if (from !== undefined) form.append('source', from);
    for (const file of files) form.append('files', file, file.name);
    upload.mutate(form, {
      onSuccess: ({ id }) => void navigate({ to: '/settings/imports/$importId', params: { importId: id } }),
    });
  };
  const field = (name: keyof typeof options, type?: string) => (
    <TextInput
      label={t(`imports.option.${name}`)}
      description={t(isFirst && name === 'timeZone' ? 'imports.firstTimeZone' : `imports.optionHint.${name}`)}
      value={options[name]}
      {...(type === undefined ? {} : { type })}
      onChange={(event) => setOptions({ ...options, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      {sources.length > 1 && (
        <Select
          label={t('imports.option.source')}
          description={t('imports.optionHint.source')}
          data={sources}
          value={source ?? sources[0] ?? null}
          onChange={setSource}
          allowDeselect={false}
        />
      )}
      {isFirst && field('timeZone')}
      {/* Above, for the files are read as soon as they are dropped. */}
      <Group>
        <Button variant="subtle" size="sm" ml={-18} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('imports.options')}
        </Button>
      </Group>
      <Collapse expanded={open}>
        <Stack gap="sm">
          {field('effectiveOn', 'date')}
          {field('languageColumn')}
          {!isFirst && field('timeZone')}
          {field('school')}
        </Stack>
      </Collapse>
      <Dropzone
        className={classes.drop}
        onDrop={send}
        loading={upload.isPending}
        multiple
        aria-label={t('imports.drop')}
        inputProps={{ 'aria-label': t('imports.drop') }}
      >
        <IconFileImport size={36} stroke={1.4} aria-hidden />
        <Text fw={600}>{t('imports.drop')}</Text>
        <Text size="sm" c="dimmed">
          {t('imports.dropHint')}
        </Text>
      </Dropzone>
    </Stack>
  );
}
