import { element } from '../common/dom.js';
import { choice } from './controls.js';
import { percent, whole } from './model.js';

/** What one map says where another says something else; a cell shows its pixels in the windows. @returns {HTMLElement} */
export function changes(model, state) {
  const names = model.maps.map((map, i) => [i, map.title]);
  const units = [
    ['area', model.hasAreas ? 'Hectares' : 'Pixels'],
    ['share', '% of the row'],
  ];
  const table = element('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Change matrix' });
  const summary = element('p', { class: 'summary', role: 'status' });
  state.on(['from', 'to'], () => state.set({ match: null }));
  state.on(['from', 'to', 'units', 'match'], (values) => {
    const kept = document.activeElement?.closest?.('.matrix button')?.dataset.cell;
    const matrix = model.matrix(values.from, values.to);
    table.replaceChildren(draw(model, state, matrix, values));
    summary.replaceChildren(...describe(model, state, matrix, values));
    if (kept) {
      table.querySelector(`[data-cell="${kept}"]`)?.focus();
    }
  });
  return element(
    'div',
    { class: 'changes' },
    element(
      'div',
      { class: 'row' },
      choice('From (rows)', state, 'from', names, Number),
      choice('To (columns)', state, 'to', names, Number),
      choice('Show', state, 'units', units),
    ),
    summary,
    table,
  );
}

function describe(model, state, matrix, { from, to, match }) {
  if (from === to) {
    return ['Choose two different maps.'];
  }
  if (match) {
    const [one, other] = [model.classes[match.row].name, model.classes[match.column].name];
    const clear = element('button', { type: 'button', class: 'plain', onclick: () => state.set({ match: null }) }, 'Show all again');
    return [`Marked: ${one} in ${model.maps[from].title}, ${other} in ${model.maps[to].title} (${model.area(matrix[match.row][match.column])} ${model.unit}). `, clear];
  }
  const all = matrix.flat().reduce((sum, count) => sum + count, 0);
  const same = matrix.reduce((sum, row, i) => sum + row[i], 0);
  return [`The same class on ${percent(same, all)} of the ${whole(all)} pixels that both cover. Press a figure to see its pixels in the windows.`];
}

function draw(model, state, matrix, { from, to, units, match }) {
  const shown = model.shownClasses.filter((i) => matrix[i].some((n) => n > 0) || matrix.some((row) => row[i] > 0));
  const all = Math.max(1, matrix.flat().reduce((sum, count) => sum + count, 0));
  const head = shown.map((i) => element('th', { scope: 'col' }, swatch(model.classes[i].color), model.classes[i].name));
  const rows = shown.map((row) => {
    const total = matrix[row].reduce((sum, count) => sum + count, 0);
    const cells = shown.map((column) => {
      const count = matrix[row][column];
      const pressed = match?.row === row && match?.column === column;
      const text = units === 'share' ? percent(count, total) : model.area(count);
      const toggle = () => state.set({ match: pressed ? null : { first: from, second: to, row, column } });
      const label = `${model.classes[row].name} to ${model.classes[column].name}: ${text}`;
      const heat = row === column ? 0 : Math.min(1, Math.sqrt(count / all) * 2);
      return element(
        'td',
        { class: row === column ? 'same' : null, 'data-pixels': count, style: `--heat:${heat.toFixed(3)}` },
        count > 0 ? element('button', { type: 'button', 'data-cell': `${row}-${column}`, 'aria-pressed': String(pressed), 'aria-label': label, onclick: toggle }, text) : '',
      );
    });
    return element('tr', {}, element('th', { scope: 'row' }, swatch(model.classes[row].color), model.classes[row].name), ...cells, element('td', { class: 'total' }, model.area(total)));
  });
  const totals = shown.map((column) => element('td', {}, model.area(matrix.reduce((sum, row) => sum + row[column], 0))));
  return element(
    'table',
    { class: 'matrix' },
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, `${model.maps[from].title} → ${model.maps[to].title}`), ...head, element('th', { scope: 'col' }, `Together, ${model.unit}`))),
    element('tbody', {}, ...rows),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row' }, `Together, ${model.unit}`), ...totals, element('td', { class: 'total' }, model.area(all)))),
  );
}

function swatch(color) {
  return element('i', { class: 'swatch', style: `background:${color}`, 'aria-hidden': 'true' });
}
