import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent. */
const accent: MantineColorsTuple = [
  '#e8f6f4',
  '#d3ece9',
  '#a6d9d3',
  '#76c5bc',
  '#4eb3a8',
  '#2fa396',
  '#15877c',
  '#0b756b',
  '#07615a',
  '#044b45',
];

/** Warm greys: paper, not steel. */
const gray: MantineColorsTuple = [
  '#faf8f4',
  '#f3f0ea',
  '#e8e3da',
  '#d9d3c8',
  '#bfb7aa',
  '#968d80',
  '#6b645a',
  '#534d45',
  '#3a352f',
  '#26221e',
];

/** For what is urgent, has failed or stops something; white on the seventh can be read. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad5d1',
  '#f5aca5',
  '#ee8178',
  '#e45f54',
  '#d64439',
  '#c5342a',
  '#b3261e',
  '#96201a',
  '#741711',
];

const dark: MantineColorsTuple = [
  '#ebe7e1',
  '#cbc5bc',
  '#aaa399',
  '#8a8378',
  '#7a7268',
  '#474139',
  '#37322c',
  '#24211d',
  '#1b1916',
  '#131110',
];

/** A font of the machine itself, with Noto for the scripts it lacks. Nothing is fetched. */
const fontFamily = [
  'system-ui',
  '-apple-system',
  "'Segoe UI'",
  'Roboto',
  "'Noto Sans'",
  "'Noto Sans Arabic'",
  "'Noto Sans Bengali'",
  "'Noto Sans Devanagari'",
  "'Noto Sans CJK SC'",
  "'Noto Sans SC'",
  "'Noto Sans KR'",
  'sans-serif',
].join(', ');

const dialogTitle = { fontSize: 17, fontWeight: 650, lineHeight: 1.35 };

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 7,
  colors: { accent, red, gray, dark },
  fontFamily,
  headings: { fontFamily, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { styles: { title: dialogTitle } },
    Drawer: { styles: { title: dialogTitle } },
    // An opened menu stands at its first choice, not at something nobody sees.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});

/** The few shades that stand for something, in light and in dark. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#26221e',
    '--mantine-color-dimmed': '#6b645a',
    '--mantine-color-placeholder': '#6b645a',
    '--mantine-color-error': '#b3261e',
    '--recado-ground': '#f6f3ee',
    '--recado-line': '#e8e3da',
    '--recado-divider': 'rgb(0 0 0 / 9%)',
    '--recado-accent-text': '#07615a',
    '--recado-bezel': '#2b2723',
    '--recado-bubble': '#e9e5de',
    '--recado-chosen': '#e8f6f4',
    '--recado-hover': '#f6f3ee',
    '--recado-family': '#f3f0ea',
    '--recado-ours': '#e8f6f4',
    '--recado-waiting': '#8a5300',
    '--recado-waiting-ground': '#fdf1dc',
    '--recado-urgent': '#b3261e',
    '--recado-urgent-ground': '#fdecea',
  },
  dark: {
    '--mantine-color-body': '#1f1c19',
    '--mantine-color-text': '#ebe7e1',
    '--mantine-color-dimmed': '#aaa399',
    '--mantine-color-placeholder': '#aaa399',
    '--mantine-color-error': '#ff8a80',
    '--recado-ground': '#161412',
    '--recado-line': '#37322c',
    '--recado-divider': 'rgb(255 255 255 / 13%)',
    '--recado-accent-text': '#76c5bc',
    '--recado-bezel': '#4a443c',
    '--recado-bubble': '#37322c',
    '--recado-chosen': '#12332f',
    '--recado-hover': '#292521',
    '--recado-family': '#2c2824',
    '--recado-ours': '#12332f',
    '--recado-waiting': '#f0b95b',
    '--recado-waiting-ground': '#3a2b12',
    '--recado-urgent': '#ff8a80',
    '--recado-urgent-ground': '#42201d',
  },
});
