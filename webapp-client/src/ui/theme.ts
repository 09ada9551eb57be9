/** The look of the application: one colour of its own, and shades dark enough to read white text on. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

// White on shade 7 has a contrast of 5.7, and on shade 8 of 7.8 (WCAG AA asks for 4.5).
const tide: MantineColorsTuple = [
  '#e9f5f7',
  '#d3e9ed',
  '#a6d3db',
  '#75bbc9',
  '#4da6b8',
  '#3397ac',
  '#1f87a0',
  '#0e7086',
  '#0a5a6d',
  '#064353',
];

export const theme = createTheme({
  colors: { tide },
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.3' } } },
});
