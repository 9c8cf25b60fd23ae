import { element } from '../common/dom.js';
import { percent, whole } from './format.js';
import { toggle, swatch } from './controls.js';

/**
 * A confusion matrix: a row for each reference class.
 * @param {import('./types.js').LandCoverClass[]} classes
 * @param {number[][]} counts row = reference, column = answer
 * @param {'share'|'count'} shown
 */
function table(classes, counts, shown) {
  const sums = counts.map((row) => row.reduce((a, b) => a + b, 0));
  const answered = classes.map((_, c) => counts.reduce((sum, row) => sum + row[c], 0));
  const hits = counts.reduce((sum, row, c) => sum + row[c], 0);
  const total = sums.reduce((a, b) => a + b, 0);
  const ratio = (a, b) => (b === 0 ? null : a / b);
  const cell = (r, c) => {
    const share = ratio(counts[r][c], sums[r]) ?? 0;
    const text = shown === 'share' ? (counts[r][c] === 0 ? '' : percent(ratio(counts[r][c], sums[r]))) : whole(counts[r][c]);
    const made = element('td', { class: `cell${r === c ? ' hit' : ''}`, title: `${classes[r].name} answered as ${classes[c].name}: ${whole(counts[r][c])} px, ${percent(ratio(counts[r][c], sums[r]))} of the row` }, text);
    made.style.setProperty('--share', share === 0 ? '0' : String(0.08 + 0.72 * share));
    return made;
  };
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Confusion matrix' },
    element(
      'table',
      { class: 'confusion' },
      element('caption', { class: 'unseen' }, 'Confusion matrix: rows are the reference, columns the answer'),
      element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: 'text' }, 'Reference ↓ · answer →'), ...classes.map((c) => element('th', { scope: 'col' }, swatch(c.color, c.name))), element('th', { scope: 'col' }, 'Pixels'), element('th', { scope: 'col', title: 'Of what is the class, how much is found: the recall' }, 'Found'))),
      element(
        'tbody',
        {},
        ...classes.map((c, r) => element('tr', {}, element('th', { scope: 'row', class: 'text' }, swatch(c.color, c.name)), ...classes.map((_, k) => cell(r, k)), element('td', {}, whole(sums[r])), element('td', {}, percent(ratio(counts[r][r], sums[r]))))),
        element('tr', { class: 'foot' }, element('th', { scope: 'row', class: 'text' }, 'Answered'), ...answered.map((n) => element('td', {}, whole(n))), element('td', {}, whole(total)), element('td', {})),
        element('tr', { class: 'foot' }, element('th', { scope: 'row', class: 'text', title: 'Of what is called the class, how much is: the precision' }, 'Right'), ...answered.map((n, c) => element('td', {}, percent(ratio(counts[c][c], n)))), element('td', {}), element('td', {}, percent(ratio(hits, total)))),
      ),
    ),
  );
}

/**
 * The confusion matrix, by counts or by row.
 * @param {import('./types.js').LandCoverClass[]} classes
 * @param {number[][]} counts
 */
export function confusion(classes, counts) {
  const place = element('div');
  const draw = (shown) => place.replaceChildren(table(classes, counts, shown));
  const control = toggle('What the cells show', [['share', 'Per cent of the row'], ['count', 'Pixels']], 'share', draw);
  draw('share');
  return element('div', {}, control, place, element('p', { class: 'faint' }, 'Each row is a reference class, each column what the network answered; the darker, the greater the share of its row.'));
}
