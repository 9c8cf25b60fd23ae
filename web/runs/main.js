import './runs.css';
import { readData } from '../common/data.js';
import { element } from '../common/dom.js';
import { compareRuns } from './compare.js';
import { showPicture } from './pictures.js';
import { RunTable } from './table.js';

/** @typedef {{title: string, kind: string, isPersonal: boolean, isDetail: boolean}} Column */
/** @typedef {{number: number, map: number|null, cells: any[][]}} Run a cell is empty, [text], or [number, text] */

const data = readData('runs');
const app = document.getElementById('app');

const count = element('p', { class: 'count', 'aria-live': 'polite' });
const search = element('input', { type: 'search', id: 'search', placeholder: 'in all columns', oninput: () => table.search(search.value) });
const compare = element('button', { type: 'button', class: 'tool', disabled: true, onclick: () => compareRuns(data, table.chosen()) }, 'Compare chosen runs');
const clear = element('button', { type: 'button', class: 'tool', onclick: () => { search.value = ''; table.clear(); } }, 'Clear filters');

const table = new RunTable(data, {
  onchange(shown, chosen) {
    const maps = new Set(shown.map((run) => run.map).filter((map) => data.pictures[map])).size;
    count.textContent = `${shown.length} of ${data.runs.length} runs, ${maps} ${maps === 1 ? 'map' : 'maps'}${chosen ? `, ${chosen} chosen` : ''}`;
    compare.disabled = chosen < 2;
  },
  onpicture: (run) => showPicture(data, run),
});

const show = element(
  'select',
  { id: 'show', onchange: () => table.showModels(show.value === 'models') },
  element('option', { value: 'models', selected: table.modelsOnly }, 'models, a row each'),
  element('option', { value: 'all', selected: !table.modelsOnly }, 'all runs'),
);

const columns = element(
  'details',
  { class: 'columns' },
  element('summary', {}, 'Columns'),
  element(
    'div',
    { class: 'menu' },
    ...table.columns.map(({ column, index, visible }) =>
      element(
        'label',
        {},
        element('input', { type: 'checkbox', checked: visible, onchange: (event) => table.show(index, event.target.checked) }),
        ` ${column.title}`,
      ),
    ),
  ),
);
document.addEventListener('click', (event) => {
  if (!columns.contains(event.target)) {
    columns.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && columns.open) {
    columns.open = false;
    columns.querySelector('summary').focus();
  }
});

app.append(
  element(
    'header',
    { class: 'topbar' },
    element('h1', {}, 'Runs'),
    count,
    element('span', { class: 'gap' }),
    element('label', { for: 'show' }, 'Show'),
    show,
    element('label', { for: 'search' }, 'Search'),
    search,
    clear,
    columns,
    compare,
  ),
  element('main', { class: 'runs' }, table.element),
  element('footer', { class: 'faint' }, `From ${data.ledger}. A filter takes words, or a number such as >80, <=5, 10..20.`),
);
table.draw();
