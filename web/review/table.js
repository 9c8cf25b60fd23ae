import { element } from '../common/dom.js';

/**
 * @template T
 * @typedef {object} Column
 * @property {string} title what stands above it
 * @property {(row: T) => (Node|string|number)} cell what stands in it
 * @property {(row: T) => (?number|string)} [sort] what it is sorted by; a column without is not
 * @property {boolean} [text] whether it is text, which stands left and is sorted from A
 * @property {string} [note] what the title means, shown by the pointer
 * @property {boolean} [setting] whether it is left out where all rows are alike
 * @property {(row: T) => (string|false|undefined)} [mark] a class for the cell
 */

/**
 * A table that is sorted by a press on a title.
 * @template T
 * @param {string} caption what it shows, for those who hear the page
 * @param {Column<T>[]} columns
 * @param {T[]} rows
 * @param {(row: T) => (string|undefined)} [rowMark] a class for a row
 * @returns {HTMLElement}
 */
export function sortableTable(caption, columns, rows, rowMark = () => undefined) {
  const body = element('tbody');
  const heads = columns.map((column) => head(column));
  const state = { column: null, down: false };

  function head(column) {
    const made = element('th', { scope: 'col', class: column.text ? 'text' : undefined, title: column.note });
    made.append(column.sort ? element('button', { type: 'button', class: 'sort', onclick: () => sortBy(column) }, column.title) : column.title);
    return made;
  }

  // The first press shows the greatest number first, or the first word.
  function sortBy(column) {
    state.down = state.column === column ? !state.down : !column.text;
    state.column = column;
    draw();
  }

  function sorted() {
    if (!state.column) {
      return rows;
    }
    const value = state.column.sort;
    const missing = (row) => value(row) === null || value(row) === undefined;
    const known = rows.filter((row) => !missing(row));
    known.sort((a, b) => (typeof value(a) === 'string' ? value(a).localeCompare(value(b)) : value(a) - value(b)) * (state.down ? -1 : 1));
    return [...known, ...rows.filter(missing)];
  }

  function draw() {
    heads.forEach((made, i) => {
      const direction = columns[i] === state.column ? (state.down ? 'descending' : 'ascending') : null;
      direction ? made.setAttribute('aria-sort', direction) : made.removeAttribute('aria-sort');
    });
    body.replaceChildren(
      ...sorted().map((row) =>
        element('tr', { class: rowMark(row) }, ...columns.map((column) => element('td', { class: [column.text && 'text', column.mark?.(row)].filter(Boolean).join(' ') || undefined }, column.cell(row)))),
      ),
    );
  }

  draw();
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption }, element('table', {}, element('caption', { class: 'unseen' }, caption), element('thead', {}, element('tr', {}, ...heads)), body));
}
