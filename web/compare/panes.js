import OlMap from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import { defaults } from 'ol/interaction/defaults.js';
import { element } from '../common/dom.js';

/** Rows of the screen that a window's title takes. */
const caption = 36;

/** The map windows of the grid, all on one view: they pan and zoom together. */
export class Panes {
  /**
   * @param {import('./model.js').Model} model
   * @param {import('./layers.js').Layers} layers
   * @param {import('./state.js').State} state
   * @param {import('ol/View.js').default} view
   * @param {(coordinate: number[] | null) => void} onPointer
   */
  constructor(model, layers, state, view, onPointer) {
    Object.assign(this, { layers, state, view, onPointer });
    this.element = element('div', { class: 'panes' });
    /** @type {Map<string, { element: HTMLElement, map: OlMap, cursor: Overlay }>} */
    this.panes = new Map(model.views.map((shown) => [shown.id, this.pane(shown)]));
    state.on(['shown', 'mode'], ({ shown, mode }) => this.arrange(mode === 'grid' ? shown : new Set()));
    new ResizeObserver(() => this.layOut()).observe(this.element);
  }

  pane(/** @type {any} */ shown) {
    const target = element('div', { class: 'map', tabindex: 0, role: 'group', 'aria-label': `${shown.title}: arrow keys move, plus and minus zoom` });
    const title = element('figcaption', {}, element('b', { title: shown.title }, shown.title), element('span', { title: shown.note }, shown.note));
    const figure = element('figure', { class: 'pane', 'data-view': shown.id }, title, target);
    const cursor = new Overlay({ element: element('i', { class: 'cursor', 'aria-hidden': 'true' }), positioning: 'center-center', stopEvent: false, className: 'cursor-place' });
    const map = new OlMap({ layers: this.layers.stack(shown.id), view: this.view, controls: [], interactions: interactions(), overlays: [cursor] });
    watchPointer(map, this.onPointer);
    return { element: figure, target, map, cursor };
  }

  arrange(/** @type {Set<string>} */ shown) {
    const panes = [...this.panes].filter(([id]) => shown.has(id)).map(([, pane]) => pane);
    for (const pane of this.panes.values()) {
      if (!panes.includes(pane)) {
        pane.map.setTarget(undefined);
      }
    }
    this.element.replaceChildren(...panes.map((pane) => pane.element));
    this.element.hidden = panes.length === 0;
    this.layOut();
    panes.forEach((pane) => pane.map.setTarget(pane.target));
  }

  /** As many columns as make the maps largest. */
  layOut() {
    const count = this.element.childElementCount;
    const [left, bottom, right, top] = this.layers.extent;
    const { clientWidth, clientHeight } = this.element;
    const scale = (columns) =>
      Math.min(clientWidth / columns / (right - left), (clientHeight / Math.ceil(count / columns) - caption) / (top - bottom));
    let best = 1;
    for (let columns = 2; columns <= count; columns++) {
      best = scale(columns) > scale(best) ? columns : best;
    }
    this.element.style.setProperty('--columns', String(best));
  }

  /** Shows a place in all windows. */
  mark(/** @type {number[] | null} */ coordinate) {
    this.panes.forEach((pane) => pane.cursor.setPosition(coordinate ?? undefined));
  }

  /** All map windows, also those that are not shown. */
  get maps() {
    return [...this.panes.values()].map((pane) => pane.map);
  }

  /** Columns and rows of one window on the screen. */
  get size() {
    return [...this.panes.values()].find((pane) => pane.map.getTarget())?.map.getSize();
  }
}

/** Pointer and wheel work on every window at once, not only on the one with the focus. */
export const interactions = () => defaults({ onFocusOnly: false });

/** Tells where the pointer is over a map; null where it is over none. */
export function watchPointer(/** @type {OlMap} */ map, /** @type {(coordinate: number[] | null) => void} */ tell) {
  map.on('pointermove', (event) => tell(event.coordinate));
  map.getViewport().addEventListener('pointerleave', () => tell(null));
}
