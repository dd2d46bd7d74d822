import { Center, Loader } from '@mantine/core';
import { t } from '../lib/words.js';

/** While a page takes longer than a moment to come. */
export function WaitingPage() {
  return (
    <Center mih="60dvh" role="status" aria-label={t('common.loading')}>
      <Loader />
    </Center>
  );
}
