import { Text } from '@mantine/core';
import type { LanguagePage } from '../../api/languages.schemas.js';
import { plainDate, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';

/** Who approved a part of a language, or that nobody has. */
export function ApprovalNote({
  part: { approval, hasChanged },
}: {
  part: Pick<LanguagePage['parts'][number], 'approval' | 'hasChanged'>;
}) {
  return (
    <Text span size="sm" c={approval !== null && !hasChanged ? 'dimmed' : 'var(--recado-waiting)'}>
      {sentence(approval, hasChanged)}
    </Text>
  );
}

function sentence(approval: LanguagePage['parts'][number]['approval'], hasChanged: boolean): string {
  if (approval === null) return t('languages.notApproved');
  const { speaker, by } = approval;
  if (hasChanged) return t('languages.changed', { speaker });
  const at = plainDate(approval.at, viewerZone);
  return speaker === by
    ? t('languages.approved', { speaker, at })
    : t('languages.approvedFor', { speaker, by, at });
}
