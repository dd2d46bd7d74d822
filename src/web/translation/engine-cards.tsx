import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconLanguageOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { SettingsEngine, TranslationSettings } from '../../api/translation.schemas.js';
import { EmptyState } from '../lib/states.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { AgreementDialog } from './agreement-dialog.js';
import { topicName } from './topic-name.js';
import { useEndAgreement } from './translation.queries.js';

/** The engines of this installation, and which of them may be given texts. */
export function EngineCards({ settings }: { settings: TranslationSettings }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('translation.engines.title')}
      </Title>
      {settings.engines.length === 0 ? (
        <EmptyState icon={<IconLanguageOff size={36} stroke={1.3} />} title={t('translation.engines.none')}>
          {t('translation.engines.noneHint')}
        </EmptyState>
      ) : (
        <Stack gap="sm">
          {settings.engines.map((engine) => (
            <EngineCard key={engine.name} engine={engine} settings={settings} />
          ))}
        </Stack>
      )}
    </section>
  );
}

function EngineCard({ engine, settings }: { engine: SettingsEngine; settings: TranslationSettings }) {
  const [open, setOpen] = useState(false);
  const end = useEndAgreement();
  const { agreement } = engine;
  const mayChange = settings.mayChange && engine.isOutside;
  return (
    <Card withBorder component="article" aria-label={engine.displayName}>
      <Group gap="xs" mb={4}>
        <Text fw={600}>{engine.displayName}</Text>
        <Badge
          variant="light"
          color={engine.isOutside ? 'yellow' : 'gray'}
          tt="none"
          c="var(--mantine-color-text)"
        >
          {engine.isOutside ? t('translation.engines.outside') : t('translation.engines.inside')}
        </Badge>
      </Group>
      <Text size="sm">
        {engine.quality === null
          ? t('translation.engines.notConfigured')
          : t(`translation.engines.${engine.quality}`)}
      </Text>
      {!engine.isOutside && (
        <Text size="sm" c="dimmed">
          {t('translation.engines.needsNone')}
        </Text>
      )}
      {engine.isOutside && agreement === null && (
        <Text size="sm" fw={600}>
          {t('translation.engines.missing')}
        </Text>
      )}
      {engine.trouble !== null && (
        <Alert
          variant="default"
          icon={<IconAlertTriangle color="var(--mantine-color-orange-7)" />}
          p="xs"
          my="xs"
          title={t('translation.engines.trouble')}
        >
          {engine.trouble.reason}{' '}
          {t('translation.engines.troubleSince', { time: exactTime(engine.trouble.at, viewerZone) })}
        </Alert>
      )}
      {agreement !== null && <Agreed agreement={agreement} />}
      {mayChange && (
        <Group gap="sm" mt="sm">
          {engine.isConfigured && (
            <Button
              size="xs"
              variant={agreement === null ? 'filled' : 'default'}
              onClick={() => setOpen(true)}
            >
              {agreement === null ? t('translation.engines.record') : t('translation.engines.change')}
            </Button>
          )}
          {agreement !== null && (
            <Button
              size="xs"
              variant="default"
              loading={end.isPending}
              onClick={() => {
                const sure = t('translation.engines.endSure', { name: engine.displayName });
                if (window.confirm(sure)) end.mutate(engine.name);
              }}
            >
              {t('translation.engines.end')}
            </Button>
          )}
        </Group>
      )}
      <AgreementDialog opened={open} engine={engine} topics={settings.topics} close={() => setOpen(false)} />
    </Card>
  );
}

function Agreed({ agreement }: { agreement: NonNullable<SettingsEngine['agreement']> }) {
  const { reference, topics, maskNames, agreedBy, agreedAt } = agreement;
  const names = topics?.map(topicName).join(', ');
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('translation.engines.agreed', { reference })}
      </Text>
      <Text size="sm">
        {names === undefined
          ? t('translation.engines.topicsAll')
          : t('translation.engines.topicsSome', { topics: names })}{' '}
        {maskNames ? t('translation.engines.masked') : t('translation.engines.unmasked')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('translation.engines.by', { name: agreedBy, time: exactTime(agreedAt, viewerZone) })}
      </Text>
    </>
  );
}
