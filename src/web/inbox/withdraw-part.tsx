import { IconLanguageOff } from '@tabler/icons-react';
import type { MessageView } from '../../api/thread.schemas.js';
import { TextLink } from '../lib/links.js';
import { t } from '../lib/words.js';
import { WithdrawFixedButton } from '../fixed-texts/withdraw-fixed-button.js';
import { WithdrawButton } from '../withdrawals/withdraw-button.js';
import classes from './confused-note.module.css';

const staffLanguage = 'en';

/** Says that a text's translation was withdrawn, by whom and why; or lets somebody withdraw it, or the fixed text it is. */
export function WithdrawPart({ message }: { message: MessageView }) {
  const { withdrawal, purpose, translations, direction, language, delivery } = message;
  const family = direction === 'in' ? language : (delivery?.language ?? null);
  if (withdrawal !== null) {
    const { id, by: name, reason, state } = withdrawal;
    return (
      <div className={classes.note}>
        <IconLanguageOff size={16} aria-hidden />
        <span>{t(state === 'open' ? 'withdrawal.note' : 'withdrawal.noteCorrected', { name, reason })}</span>
        <TextLink to="/withdrawals/$withdrawalId" params={{ withdrawalId: id }} size="sm">
          {t('withdrawal.seeIt')}
        </TextLink>
      </div>
    );
  }
  if (family === null || family === staffLanguage || translations.length === 0) return null;
  // A draft that has not gone is corrected where it waits.
  if (delivery?.state === 'held') return null;
  // An alert of the files stands in the thread in the family's language, one in staff's own words in theirs.
  if (purpose === 'system' || (purpose === 'alert' && language === family)) {
    return (
      <WithdrawFixedButton
        subject={{ messageId: message.id }}
        language={family}
        label={t('withdrawal.withdrawText')}
      />
    );
  }
  const inWhich = direction === 'in' ? staffLanguage : family;
  return (
    <WithdrawButton
      subject={{ messageId: message.id }}
      language={family}
      label={t('withdrawal.withdrawText')}
      words={
        language === inWhich ? message.text : translations.find((each) => each.language === inWhich)?.text
      }
    />
  );
}
