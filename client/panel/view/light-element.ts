import { LitElement } from 'lit';

/**
 * An element that renders into the page itself: one style sheet serves all parts, and the icon font as well,
 * so that the page needs no inline style under its content security policy.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
