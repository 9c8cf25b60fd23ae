import { element } from '../common/dom.js';
import { textOf } from './filter.js';

/** Opens a dialog; Escape, its button and a click beside it close it, and the focus goes back. */
export function openDialog(/** @type {string} */ title, /** @type {Node[]} */ ...content) {
  const dialog = element(
    'dialog',
    { 'aria-label': title, onclose: () => dialog.remove(), onclick: (event) => event.target === dialog && dialog.close() },
    element(
      'div',
      { class: 'sheet-of-dialog' },
      element('header', {}, element('h2', {}, title), element('button', { type: 'button', class: 'tool', onclick: () => dialog.close() }, 'Close')),
      ...content,
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** A map as a large picture; null where the run has none. */
export function mapPicture(/** @type {any} */ data, /** @type {any} */ run) {
  const png = data.pictures[run.map];
  return png ? element('img', { class: 'map-large', src: `data:image/png;base64,${png}`, alt: `Map of run ${run.number}` }) : null;
}

/** Shows a run's map, and all that is known of the run. */
export function showPicture(/** @type {any} */ data, /** @type {any} */ run) {
  const facts = data.columns
    .map((column, index) => [column.title, textOf(run.cells[index])])
    .filter(([, text]) => text !== '')
    .flatMap(([title, text]) => [element('dt', {}, title), element('dd', {}, text)]);
  openDialog(`Run ${run.number}`, element('div', { class: 'one-run' }, mapPicture(data, run), element('dl', {}, ...facts)));
}
