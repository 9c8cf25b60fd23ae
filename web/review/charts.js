import { dot, line, plot, pointer, ruleX, ruleY, tip } from '@observablehq/plot';
import { element } from '../common/dom.js';

/** Colours of models and lines, told apart by people with colour blindness as well; each is legible on light and dark ground. */
export const COLORS = ['#2f7fc1', '#d97a1e', '#3a9a4b', '#c0453c', '#8a63c7', '#94694a', '#cc5aa8', '#1b9aaa', '#8f8f1f', '#7b858f'];

/** @param {number} index @returns {string} a colour; they begin anew after ten */
export const color = (index) => COLORS[index % COLORS.length];

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} color
 * @property {boolean} [dashed]
 * @property {boolean} [dots] points alone, without a line
 * @property {boolean} [quiet] left out of the legend
 * @property {{ x: number, y: number }[]} points
 */

/**
 * @typedef {object} Axes
 * @property {string} x what lies along x
 * @property {boolean} [log] whether x grows by factors
 * @property {(x: number) => string} [showX]
 * @property {(y: number) => string} [showY]
 * @property {[number, number]} [xDomain]
 * @property {[number, number]} [yDomain]
 * @property {boolean} [square]
 * @property {{ x: number, name: string }} [mark] a line across
 */

/** @param {Line[]} lines */
function legend(lines) {
  const key = (l) => {
    const sign = element('i', { class: l.dashed ? 'dashed' : undefined });
    sign.style.setProperty('--line', l.color);
    return element('span', {}, sign, l.name);
  };
  return element('p', { class: 'key' }, ...lines.filter((l) => !l.quiet).map(key));
}

/** Makes a chart one picture for those who hear the page: its parts say nothing. */
function picture(chart, label) {
  chart.querySelectorAll('[aria-label]').forEach((part) => part.removeAttribute('aria-label'));
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', label);
}

/** Few epochs get a tick each: there is nothing between two. */
function wholeTicks(points, axes) {
  const xs = [...new Set(points.map((p) => p.x))];
  return axes.x === 'Epoch' && xs.length <= 10 ? xs : undefined;
}

/**
 * Lines over an axis, with the nearest point's figures under the pointer.
 * @param {string} title what it shows
 * @param {Line[]} lines
 * @param {Axes} axes
 * @param {Node|string} [caption]
 * @returns {HTMLElement}
 */
export function lineChart(title, lines, axes, caption) {
  const points = lines.flatMap((l) => l.points.filter((p) => p.y !== null && p.y !== undefined).map((p) => ({ ...p, line: l })));
  const text = (p) => `${p.line.name}\n${axes.x} ${(axes.showX ?? String)(p.x)}: ${(axes.showY ?? ((y) => y.toPrecision(4)))(p.y)}`;
  const of = (l) => points.filter((p) => p.line === l);
  const chart = plot({
    width: axes.square ? 420 : 620,
    height: axes.square ? 400 : 340,
    marginLeft: 52,
    marginRight: 18,
    marginBottom: 42,
    marginTop: 14,
    style: { fontSize: '13px', fontFamily: 'inherit', overflow: 'visible' },
    x: { label: axes.x, type: axes.log ? 'log' : 'linear', domain: axes.xDomain, labelAnchor: 'center', labelArrow: 'none', tickFormat: axes.showX, ticks: axes.log ? 5 : wholeTicks(points, axes), nice: !axes.xDomain && !axes.log },
    y: { label: null, domain: axes.yDomain, grid: true, nice: !axes.yDomain, labelArrow: 'none', tickFormat: axes.showY && ((y) => axes.showY(y).replace('.0 %', ' %')) },
    marks: [
      axes.mark ? ruleX([axes.mark.x], { stroke: COLORS[1], strokeWidth: 2, strokeDasharray: '6 4' }) : null,
      ...lines.map((l) =>
        l.dots
          ? dot(of(l), { x: 'x', y: 'y', r: 1.8, fill: l.color, fillOpacity: 0.55 })
          : line(of(l), { x: 'x', y: 'y', stroke: l.color, strokeWidth: 2, strokeDasharray: l.dashed ? '5 4' : null }),
      ),
      ...lines.filter((l) => !l.dots && !l.dashed && of(l).length <= 20).map((l) => dot(of(l), { x: 'x', y: 'y', r: 2.4, fill: l.color })),
      points.some((p) => p.best) ? dot(points.filter((p) => p.best), { x: 'x', y: 'y', r: 6, stroke: 'currentColor', strokeWidth: 1.6 }) : null,
      points.length > 0 ? tip(points.filter((p) => !p.line.quiet), pointer({ x: 'x', y: 'y', title: text, maxRadius: 40 })) : ruleY([0]),
    ],
  });
  picture(chart, `${title}: ${lines.filter((l) => !l.quiet).map((l) => l.name).join(', ')}`);
  const numberOfLines = lines.filter((l) => !l.quiet).length;
  return element('figure', { class: axes.square ? 'chart square' : 'chart' }, element('h3', {}, title), numberOfLines > 1 ? legend(lines) : null, chart, caption ? element('figcaption', {}, caption) : null);
}

/**
 * One row for each class, one point for each model.
 * @param {string} title
 * @param {{ name: string, points: { x: number, name: string, color: string }[] }[]} rows
 * @param {{ name: string, color: string }[]} models what the colours mean
 * @param {(x: number) => string} show
 * @returns {HTMLElement}
 */
export function dotChart(title, rows, models, show) {
  const points = rows.flatMap((r) => r.points.map((p) => ({ ...p, row: r.name })));
  const longest = Math.max(4, ...rows.map((r) => r.name.length));
  const chart = plot({
    width: 620,
    height: 70 + 32 * rows.length,
    marginBottom: 44,
    marginLeft: Math.min(220, 20 + 7.2 * longest),
    marginRight: 18,
    style: { fontSize: '13px', fontFamily: 'inherit', overflow: 'visible' },
    x: { domain: [0, 1], tickFormat: (x) => `${Math.round(x * 100)}`, label: `${title}, per cent`, labelAnchor: 'center', labelArrow: 'none', grid: true },
    y: { domain: rows.map((r) => r.name), label: null, tickSize: 0 },
    marks: [
      ruleY(rows.filter((r) => r.points.length > 1), { y: 'name', x1: (r) => Math.min(...r.points.map((p) => p.x)), x2: (r) => Math.max(...r.points.map((p) => p.x)), stroke: 'currentColor', strokeOpacity: 0.25, strokeWidth: 3 }),
      dot(points, { x: 'x', y: 'row', r: 5.5, fill: 'color', stroke: 'var(--paper)', strokeWidth: 1 }),
      tip(points, pointer({ x: 'x', y: 'row', title: (p) => `${p.name}\n${p.row}: ${show(p.x)}` })),
    ],
  });
  picture(chart, `${title} of each class and model`);
  return element('figure', { class: 'chart' }, legend(models), chart);
}
