import { noNotes, noteOf, quoted, type Note, type Side } from '../../core/index.ts';
import { parseJid, sameJid } from '../jid/index.ts';
import { streamNamespace } from '../parser/scope.ts';
import { bindNamespace, child, textOf, type View } from './stanza-view.ts';

const streamErrors = 'urn:ietf:params:xml:ns:xmpp-streams';

/** Explains what an XMPP stream comes to, from unit to unit. */
export class Explanations {
  /** The client's latest request for a resource that was not answered yet. */
  #asked: { readonly id: string; readonly resource: string; readonly unit: number } | undefined;

  /** Takes the next unit of a side, with the number that notes name it by. */
  take(side: Side, view: View, unit: number): readonly Note[] {
    const { root } = view;
    if (root.namespace === streamNamespace && root.local === 'error') return otherHost(side, view, unit);
    if (root.local !== 'iq' || view.id === undefined) return noNotes;
    const bind = child(root, bindNamespace, 'bind');
    if (side === 'client') {
      const resource = bind === undefined ? '' : textOf(view, child(bind, bindNamespace, 'resource'));
      if (resource !== '' && resource.length + view.id.length < 4096) this.#asked = { id: view.id, resource, unit };
      return noNotes;
    }
    return this.#granted(view, bind === undefined ? '' : textOf(view, child(bind, bindNamespace, 'jid')), unit);
  }

  /** Units are missing, or a new stream begins. */
  forget(): void {
    this.#asked = undefined;
  }

  /** A server may grant another resource than the client asks for (RFC 6120, 7.7.2.1). */
  #granted(view: View, jid: string, unit: number): readonly Note[] {
    const asked = this.#asked;
    if (asked === undefined || asked.id !== view.id) return noNotes;
    this.#asked = undefined;
    const granted = parseJid(jid).resource;
    if (granted === undefined || sameJid(`a@b/${granted}`, `a@b/${asked.resource}`)) return noNotes;
    const message = `The client asks for the resource ${quoted(asked.resource)}, and the server grants ${quoted(granted)}: the client must use that one.`;
    return [noteOf('xmpp/other-resource', message, [asked.unit, unit])];
  }
}

/** A server that is not responsible names the one that is (RFC 6120, 4.9.3.19). */
function otherHost(side: Side, view: View, unit: number): readonly Note[] {
  const host = textOf(view, child(view.root, streamErrors, 'see-other-host'));
  if (host === '') return noNotes;
  const message = `The ${side} closes the stream and names another address: connect to ${quoted(host)} instead, and check its certificate for the same domain.`;
  return [noteOf('xmpp/other-host', message, [unit])];
}
