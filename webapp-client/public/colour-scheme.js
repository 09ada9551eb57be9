// Sets light or dark before the first paint, so that a dark page never flashes white.
// Reads the same key that Mantine's colour scheme manager writes.
(function () {
  var stored = null;
  try {
    stored = window.localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage may be forbidden; the system's scheme is then the answer.
  }
  var chosen = stored === 'light' || stored === 'dark';
  var system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', chosen ? stored : system);
})();
