import { element } from '../common/dom.js';
import { percent, whole } from './model.js';

/** The area of each class in each map, with bars. @returns {HTMLElement} */
export function areas(model) {
  const shares = model.maps.map((map) => {
    const all = map.pixels.reduce((sum, count) => sum + count, 0);
    return map.pixels.map((count) => (all > 0 ? count / all : 0));
  });
  const most = Math.max(...shares.flat(), 1e-9);
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, `Class, ${model.unit}`),
    ...model.maps.map((map) => element('th', { scope: 'col', title: map.title }, map.title)),
  );
  const rows = model.shownClasses.map((i) => {
    const { name, color } = model.classes[i];
    const cells = model.maps.map((map, m) =>
      element(
        'td',
        { 'data-pixels': map.pixels[i], title: `${whole(map.pixels[i])} pixels, ${percent(shares[m][i], 1)} of ${map.title}` },
        model.area(map.pixels[i], map),
        element('i', { class: 'bar', style: `width:${(100 * shares[m][i]) / most}%;background:${color}`, 'aria-hidden': 'true' }),
      ),
    );
    return element('tr', {}, element('th', { scope: 'row' }, element('i', { class: 'swatch', style: `background:${color}`, 'aria-hidden': 'true' }), name), ...cells);
  });
  const totals = model.maps.map((map) => element('td', {}, model.area(map.pixels.reduce((sum, count) => sum + count, 0), map)));
  return element(
    'table',
    { class: 'areas', style: `--maps:${model.maps.length}` },
    element('caption', {}, 'Area of each class. Bars show its share of the map.'),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row' }, 'Together'), ...totals)),
  );
}
