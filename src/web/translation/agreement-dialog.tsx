import { Button, Checkbox, Group, Modal, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsEngine } from '../../api/translation.schemas.js';
import { t } from '../lib/words.js';
import { topicName } from './topic-name.js';
import { useRecordAgreement } from './translation.queries.js';

interface Props {
  engine: SettingsEngine;
  topics: readonly string[];
  close: () => void;
}

/**
 * Writes down which agreement lets texts leave, about what, and whether names go along. It stands in the page while it is
 * closed, so that the keyboard goes back to the button that opened it.
 */
export function AgreementDialog({ opened, ...form }: Props & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={form.close}
      title={t('translation.agreement.title', { name: form.engine.displayName })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AgreementForm {...form} />
    </Modal>
  );
}

function AgreementForm({ engine, topics, close }: Props) {
  const standing = engine.agreement;
  const record = useRecordAgreement();
  const [reference, setReference] = useState(standing?.reference ?? '');
  const [isAll, setAll] = useState(standing !== null && standing.topics === null);
  const [chosen, setChosen] = useState<string[]>(standing?.topics ?? []);
  const [maskNames, setMaskNames] = useState(standing?.maskNames ?? true);
  const isWhole = reference.trim() !== '' && (isAll || chosen.length > 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const input = { engine: engine.name, reference, topics: isAll ? null : chosen, maskNames };
        if (isWhole) record.mutate(input, { onSuccess: close });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('translation.agreement.reference')}
          description={t('translation.agreement.referenceHint')}
          required
          maxLength={300}
          data-autofocus
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('translation.agreement.which')}
          value={isAll ? 'all' : 'some'}
          onChange={(value) => setAll(value === 'all')}
        >
          <Stack gap={6} mt={6}>
            <Radio value="some" label={t('translation.agreement.some')} />
            <Radio value="all" label={t('translation.agreement.all')} />
          </Stack>
        </Radio.Group>
        {!isAll && (
          <Checkbox.Group label={t('translation.agreement.choose')} value={chosen} onChange={setChosen}>
            <SimpleGrid cols={2} spacing={6} mt={6}>
              {topics.map((topic) => (
                <Checkbox key={topic} value={topic} label={topicName(topic)} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
        )}
        <Checkbox
          label={t('translation.agreement.mask')}
          description={t('translation.agreement.maskHint')}
          checked={maskNames}
          onChange={(event) => setMaskNames(event.currentTarget.checked)}
        />
        <Group gap="sm">
          <Button type="submit" loading={record.isPending} disabled={!isWhole}>
            {t('translation.agreement.save')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
