import { describe, expect, test } from '@jest/globals';
import { cssVariables, theme } from '../../src/web/app/theme.js';

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('in the dark', () => {
  const { dark } = cssVariables({} as Parameters<typeof cssVariables>[0]);
  test.each(['--mantine-color-body', '--recado-ground'] as const)(
    'the edge of a field, a box or a circle to choose is seen on %s',
    (ground) => {
      // Mantine draws them in this shade.
      const edge = theme.colors?.['dark']?.[4] ?? '';
      expect(contrast(edge, dark[ground] ?? '')).toBeGreaterThanOrEqual(3);
    },
  );
});
