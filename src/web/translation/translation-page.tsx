import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { FixedTextsTab } from '../fixed-texts/fixed-texts-tab.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { EngineCards } from './engine-cards.js';
import { MemoryTab } from './memory-tab.js';
import { PairOrders } from './pair-orders.js';
import { TermsTab } from './terms-tab.js';
import { settingsQuery } from './translation.queries.js';
import classes from './translation-page.module.css';
import { UseTable } from './use-table.js';
import { Waiting } from './waiting.js';

/** How the district translates: engines and agreements, its own terms, and what people have approved. */
export function TranslationPage() {
  const settings = useQuery(settingsQuery);
  const { data } = settings;
  const { hash } = useLocation();
  return (
    <div className={classes.page}>
      <title>{t('app.pageTitle', { name: t('translation.title') })}</title>
      <Title order={1} size="h2">
        {t('translation.title')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('translation.subtitle')} {data?.mayChange === false && t('translation.readOnly')}
      </Text>
      {data === undefined && settings.isError && (
        <FailedState error={settings.error} retry={() => void settings.refetch()} />
      )}
      {data === undefined && !settings.isError && <Waiting />}
      {data !== undefined && (
        <Tabs defaultValue={hash === 'fixed' ? hash : 'engines'} keepMounted={false}>
          <Tabs.List mb="md" className={classes.tabs}>
            <Tabs.Tab value="engines">{t('translation.tabs.engines')}</Tabs.Tab>
            <Tabs.Tab value="terms">{t('translation.tabs.terms')}</Tabs.Tab>
            <Tabs.Tab value="memory">{t('translation.tabs.memory')}</Tabs.Tab>
            <Tabs.Tab value="fixed">{t('fixedText.tab')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="engines">
            <Stack gap="xl">
              <EngineCards settings={data} />
              <PairOrders settings={data} />
              <UseTable settings={data} />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="terms">
            <TermsTab mayChange={data.mayChange} />
          </Tabs.Panel>
          <Tabs.Panel value="memory">
            <MemoryTab mayChange={data.mayChange} />
          </Tabs.Panel>
          <Tabs.Panel value="fixed">
            <FixedTextsTab />
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  );
}
