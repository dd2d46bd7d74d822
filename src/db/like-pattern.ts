/** The pattern of SQL's `like` for what holds this text anywhere, whatever signs stand in it. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
