import type { Frame, Page } from 'playwright-core';
import { install, type ListShape, type Meter, type Seen, type Shown } from './meter.ts';

declare global {
  interface Window {
    wireloupeMeter: Meter;
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One of the two lists, in its frame. */
export class MeasuredList {
  readonly name: string;
  readonly count: number;
  readonly #page: Page;
  readonly #frame: Frame;
  readonly #shape: ListShape;
  readonly #thumb: () => Promise<Box>;

  /** @param thumb where its scroll bar is grabbed while the list is at its beginning */
  constructor(name: string, count: number, page: Page, frame: Frame, shape: ListShape, thumb: () => Promise<Box>) {
    [this.name, this.count] = [name, count];
    [this.#page, this.#frame, this.#shape, this.#thumb] = [page, frame, shape, thumb];
  }

  async install(): Promise<void> {
    await this.#frame.evaluate(install, this.#shape);
  }

  shown(): Promise<Shown> {
    return this.#frame.evaluate(() => window.wireloupeMeter.shown());
  }

  async box(): Promise<Box> {
    const box = await this.#frame.locator(this.#shape.list).first().boundingBox();
    if (box === null) throw new Error(`${this.name} is not shown.`);
    return box;
  }

  /** Turns the wheel over the list so many times, by so many pixels each, about 60 times a second. */
  async wheel(times: number, pixels: number): Promise<Seen> {
    const { x, y, width, height } = await this.box();
    await this.#page.mouse.move(x + width / 3, y + height / 2);
    await this.#frame.evaluate(() => window.wireloupeMeter.start());
    for (let i = 0; i < times; i++) {
      const begun = performance.now();
      await this.#page.mouse.wheel(0, pixels);
      const rest = 16 - (performance.now() - begun);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
    return this.#frame.evaluate(() => window.wireloupeMeter.stop());
  }

  /** Gives the list the keyboard. */
  async focus(): Promise<void> {
    await this.#frame.locator(this.#shape.list).first().focus();
  }

  /** Presses a key, and gives the milliseconds until the rows of an end of the list are there. */
  key(key: 'Home' | 'End'): Promise<number> {
    const press = (): Promise<void> => this.#page.keyboard.press(key);
    return key === 'Home' ? this.#until(press, 0, this.count / 4) : this.#until(press, this.count * 0.75, this.count);
  }

  /** Drags the scroll bar from the beginning to the middle, and gives the milliseconds until rows are there. */
  async drag(): Promise<number> {
    const { y, height } = await this.box();
    const thumb = await this.#thumb();
    const x = thumb.x + thumb.width / 2;
    const from = thumb.y + thumb.height / 2;
    await this.#page.mouse.move(x, from);
    await this.#page.mouse.down();
    const move = (): Promise<void> => this.#page.mouse.move(x, y + height / 2);
    const took = await this.#until(move, this.count / 4, this.count * 0.75);
    await this.#page.mouse.up();
    return took;
  }

  async #until(act: () => Promise<void>, from: number, to: number): Promise<number> {
    const arrival = this.#frame.evaluate(([least, most]) => window.wireloupeMeter.arrival(least, most), [
      from,
      to,
    ] as const);
    const begun = performance.timeOrigin + performance.now();
    await act();
    return (await arrival) - begun;
  }
}
