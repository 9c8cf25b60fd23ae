import OlMap from 'ol/Map.js';
import { getRenderPixel } from 'ol/render.js';
import { element } from '../common/dom.js';
import { choice } from './controls.js';
import { interactions, watchPointer } from './panes.js';

/** One large map window with two layers: one on the left of a line, one on the right. */
export class Swipe {
  constructor(model, layers, state, view, onPointer) {
    Object.assign(this, { model, layers, state, view, onPointer });
    this.target = element('div', { class: 'map', tabindex: 0, role: 'group', 'aria-label': 'Two layers, left and right of a line: arrow keys move, plus and minus zoom' });
    this.handle = element('div', {
      class: 'handle',
      role: 'slider',
      tabindex: 0,
      'aria-label': 'Line between left and right',
      'aria-valuemin': 0,
      'aria-valuemax': 100,
      onkeydown: (event) => this.onKey(event),
      onpointerdown: (event) => this.onDrag(event),
    });
    const options = model.views.map((shown) => [shown.id, shown.title]);
    this.element = element(
      'div',
      { class: 'swipe' },
      element('div', { class: 'sides' }, choice('Left', state, 'left', options), choice('Right', state, 'right', options)),
      element('div', { class: 'stack-map' }, this.target, this.handle),
    );
    this.map = new OlMap({ view, controls: [], interactions: interactions() });
    watchPointer(this.map, onPointer);
    state.on(['left', 'right'], () => this.fill());
    state.on(['line'], ({ line }) => this.place(line));
    state.on(['mode'], ({ mode }) => {
      this.element.hidden = mode !== 'swipe';
      this.map.setTarget(mode === 'swipe' ? this.target : undefined);
    });
  }

  fill() {
    const { left, right } = this.state.values;
    this.stack ??= this.layers.stack('scene');
    const [scene, ...above] = this.stack;
    const covers = [
      [left, 0],
      [right, 1],
    ].filter(([id]) => id !== 'scene');
    this.map.setLayers([scene, ...covers.map(([id, side]) => this.cover(id, side)), ...above]);
  }

  cover(/** @type {string} */ id, /** @type {number} */ side) {
    const key = `${id}-${side}`;
    this.covers ??= new Map();
    if (!this.covers.has(key)) {
      this.covers.set(key, this.half(this.layers.cover(id), side));
    }
    return this.covers.get(key);
  }

  /** Cuts a layer off at the line. */
  half(layer, side) {
    layer.on('prerender', ({ context, ...event }) => {
      const [width, height] = this.map.getSize();
      const line = (width * this.state.values.line) / 100;
      const [from, to] = side === 0 ? [0, line] : [line, width];
      const corners = [[from, 0], [to, 0], [to, height], [from, height]].map((pixel) => getRenderPixel(event, pixel));
      context.save();
      context.beginPath();
      corners.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.clip();
    });
    layer.on('postrender', ({ context }) => context.restore());
    return layer;
  }

  place(/** @type {number} */ line) {
    this.handle.style.left = `${line}%`;
    this.handle.setAttribute('aria-valuenow', String(Math.round(line)));
    this.handle.setAttribute('aria-valuetext', `${Math.round(line)} per cent from the left`);
    this.map.render();
  }

  move(/** @type {number} */ line) {
    this.state.set({ line: Math.min(100, Math.max(0, line)) });
  }

  onKey(/** @type {KeyboardEvent} */ event) {
    const steps = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
    if (event.key in steps) {
      event.preventDefault();
      this.move(this.state.values.line + steps[event.key]);
    }
  }

  onDrag(/** @type {PointerEvent} */ event) {
    event.preventDefault();
    this.handle.focus();
    this.handle.setPointerCapture(event.pointerId);
    const box = this.handle.parentElement.getBoundingClientRect();
    const follow = (moved) => this.move((100 * (moved.clientX - box.left)) / box.width);
    this.handle.addEventListener('pointermove', follow);
    this.handle.addEventListener('lostpointercapture', () => this.handle.removeEventListener('pointermove', follow), { once: true });
  }
}
