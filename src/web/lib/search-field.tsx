import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

interface Props {
  label: string;
  placeholder?: string;
  /** What is searched for as it opens. */
  value: string;
  set: (search: string) => void;
  className?: string | undefined;
}

/** Asks once the writer pauses, not for every letter. */
export function SearchField({ label, placeholder = label, value, set, className }: Props) {
  const [written, setWritten] = useState(value);
  const ask = useDebouncedCallback(set, 250);
  return (
    <TextInput
      className={className}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={17} />}
      dir="auto"
      maxLength={100}
      value={written}
      onChange={(event) => {
        setWritten(event.currentTarget.value);
        ask(event.currentTarget.value.trim());
      }}
    />
  );
}
