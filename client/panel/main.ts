import { PanelSession } from './app/session.ts';
import { webviewPort } from './bridge/port.ts';
import { TrafficPanel } from './view/panel.ts';

const panel = new TrafficPanel();
panel.session = new PanelSession(webviewPort(), () => panel.refresh(), document.body.dataset.file !== undefined);
void panel.session.start();
// The page comes with its icons: buttons would be empty until then. Without them it comes all the same.
void document.fonts.load('16px codicon').finally(() => document.body.append(panel));

for (const event of ['focus', 'blur'] as const)
  window.addEventListener(event, () => panel.session.post({ type: 'focus', focused: event === 'focus' }));

// A hidden view's page may end without a word, and a moved one does: what is not saved by then is lost.
window.addEventListener('pagehide', () => panel.session.dispose());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') panel.session.save();
});
