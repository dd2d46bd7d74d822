import { Textarea } from '@mantine/core';

interface Props {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
}

/** Why somebody takes words back, or takes that back: asked first, in a dialog or on a page. */
export function ReasonField({ label, description, value, onChange }: Props) {
  return (
    <Textarea
      label={label}
      description={description}
      required
      autosize
      minRows={2}
      maxLength={500}
      autoFocus
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
