import { html, type PropertyValues, type TemplateResult } from 'lit';
import { formatCount, messageOf } from '../../../protocols/core/index.ts';
import type { PictureHeader } from '../model/body/picture.ts';
import { LightElement } from './light-element.ts';

/** Pixels of a side that are drawn: larger pictures are made smaller while they are decoded. */
const mostDrawn = 2048;

/**
 * A picture of a peer, drawn on a canvas: no address is loaded, nothing in it runs, and of an animation the first picture is shown. The
 * caller has checked by the header that it is not too large.
 */
export class PictureView extends LightElement {
  static override properties = {
    bytes: { attribute: false },
    header: { attribute: false },
    problem: { state: true },
  };

  declare bytes: Uint8Array;
  declare header: PictureHeader;
  declare problem: string | null;

  #asked = 0;

  constructor() {
    super();
    this.problem = null;
  }

  protected override render(): TemplateResult {
    const { format, width, height } = this.header;
    const title = `${format} picture, ${formatCount(width)} by ${formatCount(height)} pixels`;
    return html`<div class="picture" tabindex="0" role="region" aria-label="Picture">
      ${
        this.problem === null
          ? html`<canvas role="img" aria-label=${title}></canvas>`
          : html`<p class="remark" role="status">The picture cannot be decoded: ${this.problem}</p>`
      }
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('bytes') || changed.has('header')) void this.#draw();
  }

  async #draw(): Promise<void> {
    const asked = ++this.#asked;
    const { bytes, header } = this;
    const scale = Math.min(1, mostDrawn / Math.max(header.width, header.height));
    const smaller = { resizeWidth: Math.max(1, Math.round(header.width * scale)), resizeQuality: 'medium' } as const;
    try {
      const bitmap = await createImageBitmap(
        new Blob([new Uint8Array(bytes)], { type: header.type }),
        scale < 1 ? smaller : {},
      );
      const canvas = this.querySelector('canvas');
      if (asked === this.#asked && canvas !== null) {
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
        this.problem = null;
      }
      bitmap.close();
    } catch (error) {
      if (asked === this.#asked) this.problem = messageOf(error);
    }
  }
}

customElements.define('wl-picture', PictureView);
