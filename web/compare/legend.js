import { element } from '../common/dom.js';
import { check, choice } from './controls.js';
import { percent, whole } from './model.js';

/** Classes with colours and areas; a class can be switched off. @returns {HTMLElement} */
export function legend(model, state) {
  const body = element('tbody');
  state.on(['areasOf', 'hidden'], ({ areasOf, hidden }) => {
    const map = model.maps[areasOf];
    const all = map.pixels.reduce((sum, count) => sum + count, 0);
    body.replaceChildren(...model.shownClasses.map((i) => row(model, state, i, map, all, hidden)));
  });
  const names = model.maps.map((map, i) => [i, map.title]);
  return element(
    'section',
    { class: 'panel', 'aria-label': 'Classes' },
    element('h2', {}, 'Classes'),
    model.maps.length > 1 ? choice('Areas of', state, 'areasOf', names, Number) : null,
    element(
      'table',
      { class: 'classes' },
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Class'), element('th', { scope: 'col' }, model.unit), element('th', { scope: 'col' }, 'Share'))),
      body,
    ),
  );
}

function row(model, state, index, map, all, hidden) {
  const { name, value, color } = model.classes[index];
  const pixels = map.pixels[index];
  const swatch = element('i', { class: 'swatch', style: `background:${color}`, 'aria-hidden': 'true' });
  const toggle = check(name, !hidden.has(index), (on) => {
    const next = new Set(hidden);
    on ? next.delete(index) : next.add(index);
    state.set({ hidden: next });
    document.querySelector(`.classes tr[data-class="${index}"] input`)?.focus();
  });
  toggle.insertBefore(swatch, toggle.lastChild);
  return element(
    'tr',
    { 'data-class': index, 'data-value': value, 'data-pixels': pixels, title: `${name}: class value ${value}, ${whole(pixels)} pixels` },
    element('th', { scope: 'row' }, toggle),
    element('td', {}, model.area(pixels, map)),
    element('td', {}, percent(pixels, all)),
  );
}
