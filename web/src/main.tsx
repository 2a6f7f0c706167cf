/** The dashboard begins: styles, the language, who is signed in; then the page of the path. */
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/answer.css';
import './styles/tables.css';
import { render } from 'preact';
import { startRouter } from './router/router.ts';
import { Shell } from './shell/shell.tsx';
import { startSession } from './state/session.ts';

startRouter();
await startSession();
const app = document.getElementById('app');
if (app !== null) {
  // What stood there while the page was loading.
  app.replaceChildren();
  render(<Shell />, app);
}
