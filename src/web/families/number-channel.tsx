import { Checkbox, NativeSelect } from '@mantine/core';
import type { FamilyNumber, FamilyPage } from '../../api/families.schemas.js';
import { t } from '../lib/words.js';
import classes from './card.module.css';
import { useSetChannelAt } from './families.queries.js';

const channels = ['sms', 'whatsapp'] as const;

/** How the family is written to at this number: what it asked for, and for the school office to write it down. */
export function NumberChannel({ number, family }: { number: FamilyNumber; family: FamilyPage }) {
  const set = useSetChannelAt(family.id, number.addressId);
  const { channel, smsInstead, textOnlyReason, onWhatsapp } = number;
  // By SMS is how everybody is written to where nothing else is there; no choice, no word about it.
  if (!onWhatsapp && channel === null && textOnlyReason === null) return null;
  const word = t(`channel.${channel ?? 'any'}`);
  if (!family.mayChange || textOnlyReason !== null) {
    return (
      <div className={classes.faint}>
        {textOnlyReason === null ? word : t('channel.textOnly', { reason: textOnlyReason })}
      </div>
    );
  }
  const offered = channels.filter((one) => onWhatsapp || one !== 'whatsapp' || channel === 'whatsapp');
  return (
    <>
      <NativeSelect
        size="sm"
        label={t('channel.label')}
        description={onWhatsapp ? t('channel.hint') : t('channel.noWhatsapp')}
        value={channel === 'mms' ? 'sms' : (channel ?? '')}
        disabled={set.isPending}
        data={[
          { value: '', label: t('channel.any') },
          ...offered.map((value) => ({ value, label: t(`channel.${value}`) })),
        ]}
        onChange={(event) => {
          const chosen = channels.find((one) => one === event.currentTarget.value) ?? null;
          set.mutate({ channel: chosen, smsInstead });
        }}
      />
      {channel === 'whatsapp' && (
        <Checkbox
          size="sm"
          label={t('channel.smsInstead')}
          checked={smsInstead}
          disabled={set.isPending}
          onChange={(event) => set.mutate({ channel, smsInstead: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
