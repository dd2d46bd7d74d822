import { Badge, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconBrandWhatsapp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TemplateList } from '../../api/channels.schemas.js';
import classes from '../holds/holds-page.module.css';
import { PageHead } from '../lib/page-head.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { AddTemplate } from './add-template.js';
import { kindInWords } from './kinds.js';
import { templatesQuery, useTemplateUse } from './templates.queries.js';

type Template = TemplateList['items'][number];

/** What may be written on WhatsApp to families who have not written there for a day. */
export function TemplatesPage() {
  const templates = useQuery(templatesQuery);
  return (
    <div className={classes.page}>
      <PageHead title={t('templates.title')} subtitle={t('templates.subtitle')} />
      {templates.isPending ? (
        <Skeleton height={160} radius="lg" role="status" aria-label={t('common.loading')} />
      ) : templates.data === undefined ? (
        <FailedState error={templates.error} retry={() => void templates.refetch()} />
      ) : (
        <Loaded list={templates.data} />
      )}
    </div>
  );
}

function Loaded({ list: { items, lines } }: { list: TemplateList }) {
  return (
    <Stack gap="lg">
      <Text size="sm">
        {lines.length === 0
          ? t('templates.noLine')
          : t('templates.lines', { lines: lines.map(({ name, number }) => `${name} ${number}`).join(', ') })}
      </Text>
      {items.length === 0 ? (
        <EmptyState icon={<IconBrandWhatsapp size={40} stroke={1.3} />} title={t('templates.empty')} isSmall>
          <p>{t('templates.emptyHint')}</p>
        </EmptyState>
      ) : (
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {items.map((template) => (
            <Row key={template.id} template={template} />
          ))}
        </Stack>
      )}
      <AddTemplate />
    </Stack>
  );
}

function Row({ template }: { template: Template }) {
  const { id, purpose, subtype, language, contentSid, variables, deactivatedAt } = template;
  const languages = useLanguages();
  const use = useTemplateUse();
  const isUsed = deactivatedAt === null;
  const setUse = (used: boolean): void =>
    use.mutate(
      { id, used },
      used ? {} : { onSuccess: () => offerUndo(t('templates.deactivated'), () => setUse(true)) },
    );
  return (
    <Card withBorder component="li" padding="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600}>
              {t(`templates.purpose.${purpose}`)} · {languages.name(language)}
            </Text>
            <Badge size="sm" variant="light" color={isUsed ? 'accent' : 'gray'} tt="none">
              {isUsed ? t('templates.inUse') : t('templates.notUsed')}
            </Badge>
          </Group>
          {subtype !== null && (
            <Text size="sm" c="dimmed">
              {t('templates.onlyKind', { kind: kindInWords(subtype) })}
            </Text>
          )}
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {contentSid}
          </Text>
          <Text size="sm" c="dimmed">
            {variables
              .map((name, place) =>
                t('templates.stands', { place: `{{${place + 1}}}`, what: t(`templates.variable.${name}`) }),
              )
              .join(', ')}
          </Text>
        </div>
        <Button variant="default" size="compact-md" loading={use.isPending} onClick={() => setUse(!isUsed)}>
          {isUsed ? t('templates.deactivate') : t('templates.useAgain')}
        </Button>
      </Group>
    </Card>
  );
}
