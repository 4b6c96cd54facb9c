import { html, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { PanelCommand } from '../messages.ts';

/** What to do when there is no traffic yet. */
export function emptyPanel(connected: boolean, run: (command: PanelCommand) => void): TemplateResult {
  return html`<div class="empty">
    <h2>No traffic yet</h2>
    ${
      connected
        ? html`<p>
            Click <b>Send</b> above a stanza, a message or a frame script. What crosses the wire appears here, in both
            directions.
          </p>`
        : html`<p>
            Connect, then click <b>Send</b> above a stanza, a message or a frame script. What crosses the wire appears
            here, in both directions.
          </p>`
    }
    <div class="choices">
      ${connected ? '' : button('Connect …', 'connect', run)} ${button('New File', 'newTemplate', run)}
      ${connected ? '' : button('Start Playground', 'startPlayground', run)}
    </div>
    <p class="quiet">
      The playground is a small XMPP server and AMQP broker on this machine. It needs nothing installed.
    </p>
  </div>`;
}

function button(title: string, command: PanelCommand, run: (command: PanelCommand) => void): TemplateResult {
  return html`<vscode-button ?secondary=${command !== 'connect'} @click=${() => run(command)}>${title}</vscode-button>`;
}
