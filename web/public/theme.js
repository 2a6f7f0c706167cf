// The chosen theme and language, before anything is painted: the page's policy allows no script inside the document.
try {
  const theme = localStorage.getItem('waypost-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem('waypost-language');
  if (language) document.documentElement.lang = language;
} catch {
  // A browser that keeps nothing follows the system.
}
