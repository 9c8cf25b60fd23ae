import { element } from '../common/dom.js';
import { textOf } from './filter.js';
import { mapPicture, openDialog } from './pictures.js';

/** Shows runs side by side: their maps, and where they differ. */
export function compareRuns(/** @type {any} */ data, /** @type {any[]} */ runs) {
  const rows = data.columns
    .map((column, index) => ({ column, cells: runs.map((run) => run.cells[index]) }))
    .filter(({ column, cells }) => column.title !== 'Run' && new Set(cells.map(textOf)).size > 1);
  const same = data.columns.length - rows.length - 1;
  const table = element(
    'table',
    { class: 'differences' },
    element('caption', { class: 'hidden' }, 'Where the chosen runs differ'),
    element('thead', {}, element('tr', {}, element('td'), ...runs.map((run) => element('th', { scope: 'col' }, `Run ${run.number}`, mapPicture(data, run))))),
    element('tbody', {}, ...rows.map(({ column, cells }) => difference(column, cells))),
  );
  openDialog(`${runs.length} runs side by side`, element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Differences' }, table), element('p', { class: 'faint' }, `${same} further columns are the same.`));
}

function difference(/** @type {any} */ column, /** @type {any[][]} */ cells) {
  const most = column.kind === 'Share' ? Math.max(...cells.map((cell) => cell[0] ?? -1)) : null;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, column.title),
    ...cells.map((cell) => element('td', { class: cell.length > 0 && cell[0] === most ? 'best' : '' }, textOf(cell) || '–')),
  );
}
