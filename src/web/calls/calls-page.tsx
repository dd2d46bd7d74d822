import { SegmentedControl, Text, Title } from '@mantine/core';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../lib/states.js';
import { t } from '../lib/words.js';
import page from '../lib/page.module.css';
import { CallList } from './call-list.js';
import type { CallState } from './calls.queries.js';

/** Families to be called because a text does not reach them. */
export function CallsPage() {
  const [state, setState] = useState<CallState>('open');
  const isOpen = state === 'open';
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('calls.title') })}</title>
      <header className={page.head}>
        <div>
          <Title order={1} size="h2">
            {t('calls.title')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('calls.subtitle')}
          </Text>
        </div>
        <SegmentedControl
          aria-label={t('calls.title')}
          value={state}
          onChange={(value) => setState(value === 'done' ? 'done' : 'open')}
          data={[
            { value: 'open', label: t('calls.open') },
            { value: 'done', label: t('calls.doneTab') },
          ]}
        />
      </header>
      <CallList key={state} state={state}>
        <EmptyState
          icon={<IconPhoneCheck size={40} stroke={1.3} />}
          title={t(isOpen ? 'calls.none' : 'calls.noneDone')}
        >
          <p>{t(isOpen ? 'calls.noneHint' : 'calls.noneDoneHint')}</p>
        </EmptyState>
      </CallList>
    </div>
  );
}
