import { Center } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { ButtonLink } from '../lib/links.js';
import { EmptyState } from '../lib/states.js';
import { t } from '../lib/words.js';

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Center mih="70dvh" component="main">
      <title>{t('app.pageTitle', { name: t('app.notFoundTitle') })}</title>
      <EmptyState icon={<IconMapOff size={36} stroke={1.5} />} title={t('app.notFoundTitle')}>
        <p>{t('app.notFoundHint')}</p>
        <ButtonLink to="/">{t('app.toStart')}</ButtonLink>
      </EmptyState>
    </Center>
  );
}
