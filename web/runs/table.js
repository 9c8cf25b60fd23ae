import { element } from '../common/dom.js';
import { compareCells, filterOf, textOf } from './filter.js';

/** Kinds whose cells are numbers. */
const numbers = new Set(['Whole', 'Real', 'Share', 'Seconds', 'Bytes', 'Moment']);

/** What a person looks at first; then what persons filled in; then the rest. */
const first = ['Run', 'Operation', 'State', 'Batch alias', 'Model', 'Model type', 'Backbone', 'Bands', 'Epochs (actual)', 'Accuracy', 'Dice', 'Map accuracy'];

/** A column with so few different texts is filtered by a list. */
const listLength = 12;

/** A table of runs that sorts, filters, and hides columns. */
export class RunTable {
  /**
   * @param {any} data what the program wrote: columns, runs, pictures
   * @param {{onchange: (shown: any[], chosen: number) => void, onpicture: (run: any) => void}} listeners
   */
  constructor(data, listeners) {
    this.data = data;
    this.listeners = listeners;
    this.texts = new Map(data.runs.map((run) => [run, run.cells.map(textOf).join('\n').toLowerCase()]));
    const rank = ({ column }) => (first.includes(column.title) ? first.indexOf(column.title) : first.length + (column.isPersonal ? 0 : 1));
    this.columns = data.columns.map((column, index) => {
      const isEmpty = data.runs.every((run) => run.cells[index].length === 0);
      return { column, index, visible: !column.isDetail && (!isEmpty || column.isPersonal), filter: null, isNumber: numbers.has(column.kind) };
    });
    this.columns.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
    this.modelsOnly = data.runs.some((run) => run.isModel);
    this.sorted = { index: 0, direction: -1 };
    this.words = '';
    this.picked = new Set();
    this.head = element('thead');
    this.body = element('tbody');
    this.element = element(
      'div',
      { class: 'sheet', tabindex: 0, role: 'region', 'aria-label': 'Table of runs' },
      element('table', {}, element('caption', { class: 'hidden' }, 'Runs; the buttons in the head sort, the fields below them filter'), this.head, this.body),
    );
    this.drawHead();
  }

  /** The runs that a person ticked, in the order of the table. */
  chosen() {
    return this.shown().filter((run) => this.picked.has(run.number));
  }

  search(/** @type {string} */ words) {
    this.words = words.trim().toLowerCase();
    this.draw();
  }

  clear() {
    this.words = '';
    this.columns.forEach((column) => (column.filter = null));
    this.drawHead();
    this.draw();
  }

  /** Shows one row a model, or everything. */
  showModels(/** @type {boolean} */ only) {
    this.modelsOnly = only;
    this.draw();
  }

  show(/** @type {number} */ index, /** @type {boolean} */ visible) {
    Object.assign(this.of(index), { visible, filter: null });
    this.drawHead();
    this.draw();
  }

  sort(/** @type {number} */ index) {
    const same = this.sorted.index === index;
    this.sorted = { index, direction: same ? -this.sorted.direction : this.of(index).isNumber ? -1 : 1 };
    this.head.querySelectorAll('th[data-column]').forEach((th) => {
      const on = Number(th.dataset.column) === index;
      th.setAttribute('aria-sort', on ? (this.sorted.direction < 0 ? 'descending' : 'ascending') : 'none');
    });
    this.draw();
  }

  of(/** @type {number} */ index) {
    return this.columns.find((column) => column.index === index);
  }

  shown() {
    const filters = this.columns.filter((column) => column.filter);
    const { index, direction } = this.sorted;
    return this.data.runs
      .filter((run) => run.isModel || !this.modelsOnly)
      .filter((run) => this.texts.get(run).includes(this.words) && filters.every(({ filter, index: i }) => filter(run.cells[i])))
      .sort((a, b) => compareCells(a.cells[index], b.cells[index], direction) || b.number - a.number);
  }

  draw() {
    const shown = this.shown();
    const visible = this.columns.filter((column) => column.visible);
    const best = new Map(visible.filter(({ column }) => column.kind === 'Share').map(({ index }) => [index, Math.max(...shown.map((run) => run.cells[index][0] ?? -1))]));
    this.body.replaceChildren(...shown.map((run) => this.row(run, visible, best)));
    this.listeners.onchange(shown, this.chosen().length);
  }

  drawHead() {
    const visible = this.columns.filter((column) => column.visible);
    this.head.replaceChildren(
      element('tr', {}, element('td', { class: 'pick' }), element('th', { scope: 'col', class: 'map' }, 'Map'), ...visible.map((column) => this.title(column))),
      element('tr', { class: 'filters' }, element('td', { class: 'pick' }), element('td', { class: 'map' }), ...visible.map((entry) => element('td', { class: this.classes(entry.column, entry.isNumber) }, this.filterField(entry)))),
    );
  }

  title({ column, index, isNumber }) {
    const on = this.sorted.index === index;
    return element(
      'th',
      {
        scope: 'col',
        class: this.classes(column, isNumber),
        'data-column': index,
        'aria-sort': on ? (this.sorted.direction < 0 ? 'descending' : 'ascending') : 'none',
      },
      element('button', { type: 'button', onclick: () => this.sort(index) }, column.title),
    );
  }

  classes(column, isNumber) {
    const own = { Run: 'run', State: 'state', Comments: 'comments' }[column.title] ?? '';
    return `${isNumber ? 'number' : 'text'} ${column.kind} ${column.isPersonal ? 'personal' : ''} ${own}`;
  }

  filterField(entry) {
    const { column, index, isNumber } = entry;
    const texts = [...new Set(this.data.runs.map((run) => textOf(run.cells[index])))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    const label = `Filter ${column.title}`;
    if (!isNumber && texts.length <= listLength && texts.length > 1) {
      const list = element(
        'select',
        {
          'aria-label': label,
          onchange: () => {
            entry.filter = list.value === '*' ? null : (cell) => textOf(cell) === list.value.slice(1);
            this.draw();
          },
        },
        element('option', { value: '*' }, 'all'),
        ...texts.map((text) => element('option', { value: `=${text}` }, text === '' ? '(empty)' : text)),
      );
      return list;
    }

    const field = element('input', {
      type: 'text',
      'aria-label': label,
      placeholder: isNumber && column.kind !== 'Moment' ? '> < ..' : '',
      oninput: () => {
        entry.filter = filterOf(field.value, isNumber && column.kind !== 'Moment');
        this.draw();
      },
    });
    return field;
  }

  row(run, visible, best) {
    const state = textOf(run.cells[this.columns.find(({ column }) => column.title === 'State').index]);
    const tick = element('input', {
      type: 'checkbox',
      'aria-label': `Choose run ${run.number}`,
      checked: this.picked.has(run.number),
      onchange: () => {
        this.picked[tick.checked ? 'add' : 'delete'](run.number);
        this.listeners.onchange(this.shown(), this.chosen().length);
      },
    });
    return element(
      'tr',
      { class: state.replace(' ', '-') },
      element('td', { class: 'pick' }, tick),
      element('td', { class: 'map' }, this.picture(run)),
      ...visible.map(({ column, index, isNumber }) => {
        const cell = run.cells[index];
        const isBest = best.has(index) && cell.length > 0 && cell[0] === best.get(index);
        const text = textOf(cell);
        const attributes = { class: this.classes(column, isNumber) + (isBest ? ' best' : '') };
        if (column.kind === 'Share' && cell.length > 0) {
          attributes.style = `--share: ${cell[0]}%`;
        }

        if (column.title === 'State') {
          attributes.title = this.message(run) || null;
        } else if (column.kind === 'Text' && text.length > 20) {
          attributes.title = text;
        }

        return element('td', attributes, column.title === 'Comments' ? text : shortened(text));
      }),
    );
  }

  /** Why a run did not end well. */
  message(run) {
    return textOf(run.cells[this.columns.find(({ column }) => column.title === 'Message').index]);
  }

  picture(run) {
    const png = this.data.pictures[run.map];
    return png
      ? element(
          'button',
          { type: 'button', class: 'thumb', onclick: () => this.listeners.onpicture(run), 'aria-label': `Map of run ${run.number}, larger` },
          element('img', { src: `data:image/png;base64,${png}`, alt: '', loading: 'lazy' }),
        )
      : null;
  }
}

/** Of a path the end counts. */
function shortened(/** @type {string} */ text) {
  return /^\/[^\n]*\/[^\n]*\/[^\n]*$/.test(text) ? `…/${text.split('/').slice(-2).join('/')}` : text;
}
