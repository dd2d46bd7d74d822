import { Skeleton, Stack } from '@mantine/core';
import { t } from '../lib/words.js';

/** While something is on its way. */
export function Waiting() {
  return (
    <Stack gap="sm" role="status" aria-label={t('common.loading')}>
      <Skeleton height={64} />
      <Skeleton height={64} />
      <Skeleton height={64} />
    </Stack>
  );
}
