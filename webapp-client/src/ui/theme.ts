/** The look of the application: one colour of its own, and shades dark enough to read white text on. */
import { Alert, createTheme, Modal, type MantineColorsTuple } from '@mantine/core';

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

// Greys with a little of the sea in them, so that inputs and cards belong to the dark ground.
const dark: MantineColorsTuple = [
  '#e4e9ec',
  '#c3ccd2',
  '#98a4ac',
  '#6b7780',
  '#414b53',
  '#2f373d',
  '#262d32',
  '#1b2024',
  '#14181b',
  '#0e1113',
];

export const theme = createTheme({
  colors: { tide, dark },
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  components: {
    // Yellow on its own ground is not dark enough to read; the icon and the ground have the colour.
    Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        radius: 'lg',
        // Its header element would be a second banner of the page to a screen reader.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontWeight: 650 } },
    }),
  },
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.3' } } },
});
