import { NativeSelect } from '@mantine/core';
import { hoursBounds } from '../../api/hours.schemas.js';

interface TimeProps {
  label: string;
  value: string;
  set: (time: string) => void;
  error?: string | null;
}

/** A time of day in half hours; another one that is set stays choosable. */
export function TimeOfDay({ label, value, set, error = null }: TimeProps) {
  return (
    <NativeSelect
      label={label}
      value={value}
      error={error}
      data={[...new Set([...halfHours, value])].sort()}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

const halfHours = Array.from({ length: 48 }, (_, place) => {
  const hour = String(Math.floor(place / 2)).padStart(2, '0');
  return `${hour}:${place % 2 === 0 ? '00' : '30'}`;
}).filter((time) => time >= hoursBounds.from && time <= hoursBounds.until);
