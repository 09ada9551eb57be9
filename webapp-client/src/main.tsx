/** The page's entry: styles, the React root and the service worker. Everything seen is in `ui`. */
import './begin';
import '@mantine/core/styles.css';
import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './ui/app';
import { watchForUpdates } from './ui/notices/app-update';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void watchForUpdates();
