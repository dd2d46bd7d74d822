import { Pill, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './phone-picture.module.css';

/** What families of one language see. */
export interface PhoneScreen {
  language: string;
  families: number;
  /** Null where there are no words yet. */
  text: string | null;
  /** What somebody should know before this goes out: in a few words, and as a sentence. */
  warning: { short: string; sentence: string } | null;
  /** A quiet word on how it was translated. */
  note: string | null;
  segments: number | null;
}

interface Props {
  languages: readonly PhoneScreen[];
  school: string;
  /** While newer words are on their way. */
  stale: boolean;
}

/** A family's phone: one screen a language, to swipe through or to choose by name. */
export function PhonePicture({ languages, school, stale }: Props) {
  const names = useLanguages();
  const [at, setAt] = useState(0);
  const screens = useRef<HTMLDivElement>(null);
  const shown = Math.min(at, Math.max(0, languages.length - 1));
  const show = (index: number): void => {
    const strip = screens.current;
    setAt(index);
    strip?.scrollTo({ left: index * strip.clientWidth, behavior: 'smooth' });
  };
  return (
    <div>
      <div className={classes.tabs} role="group" aria-label={t('preview.languages')}>
        {languages.map(({ language, families, warning }, index) => (
          <Tab key={language} chosen={index === shown} choose={() => show(index)}>
            {names.name(language)} <span className={classes.count}>{families}</span>
            {warning !== null && <IconAlertTriangle size={14} aria-label={warning.short} />}
          </Tab>
        ))}
      </div>
      <div className={classes.phone} data-stale={stale}>
        <div className={classes.top}>{school}</div>
        <div
          ref={screens}
          className={classes.screens}
          tabIndex={0}
          role="region"
          aria-label={t('preview.phone')}
          onScroll={(event) => {
            const { scrollLeft, clientWidth } = event.currentTarget;
            if (clientWidth > 0) setAt(Math.round(scrollLeft / clientWidth));
          }}
        >
          {languages.map((screen) => (
            <Screen key={screen.language} screen={screen} />
          ))}
        </div>
        <div className={classes.dots} aria-hidden>
          {languages.map(({ language }, index) => (
            <span key={language} data-chosen={index === shown} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface TabProps {
  chosen: boolean;
  choose: () => void;
  children: React.ReactNode;
}

function Tab({ chosen, choose, children }: TabProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const row = button.current?.parentElement;
    if (!chosen || !row || !button.current) return;
    row.scrollTo({ left: button.current.offsetLeft - row.clientWidth / 3, behavior: 'smooth' });
  }, [chosen]);
  return (
    <UnstyledButton ref={button} className={classes.tab} aria-pressed={chosen} onClick={choose}>
      {children}
    </UnstyledButton>
  );
}

function Screen({ screen }: { screen: PhoneScreen }) {
  const names = useLanguages();
  const { language, text, warning, note, segments } = screen;
  return (
    <div className={classes.screen} dir={names.direction(language)}>
      <div className={classes.language} lang={language}>
        {names.ownName(language)}
      </div>
      {text !== null && (
        <div className={classes.bubble}>
          <WrittenText language={language}>{text}</WrittenText>
        </div>
      )}
      <div className={classes.facts} dir="ltr">
        {warning !== null && <p className={classes.held}>{warning.sentence}</p>}
        {note !== null && (
          <Pill size="sm" bg="transparent" c="inherit">
            {note}
          </Pill>
        )}
        {segments !== null && (
          <Pill size="sm" bg="transparent" c="inherit">
            {t('delivery.segments', { count: segments })}
          </Pill>
        )}
      </div>
    </div>
  );
}
