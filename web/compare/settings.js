import { element } from '../common/dom.js';
import { check, choice, slider } from './controls.js';
import { disagreementColors } from './paint.js';
import { percent } from './model.js';

/** How the scene is drawn. @returns {HTMLElement} */
export function sceneSettings(model, state) {
  const bands = model.scene.bands.map((band, i) => [i, band.name]);
  state.on(['red', 'green', 'blue'], ({ red, green, blue }) => state.set({ bands: [red, green, blue] }));
  const stretches = [
    [0.02, '2 – 98 %'],
    [0.005, '0.5 – 99.5 %'],
    [0, 'Whole range'],
  ];
  return element(
    'section',
    { class: 'panel', 'aria-label': 'Scene' },
    element('h2', {}, 'Scene'),
    element(
      'div',
      { class: 'bands' },
      ...['Red', 'Green', 'Blue'].map((label) => choice(label, state, label.toLowerCase(), bands, Number)),
    ),
    choice('Stretch', state, 'tail', stretches, Number),
    slider('Brightness', state, 'gamma', { min: 0.4, max: 2.5, step: 0.1, text: (value) => `× ${value.toFixed(1)}` }),
    slider('Map opacity', state, 'opacity', { min: 0, max: 1, step: 0.05, text: (value) => `${Math.round(100 * value)} %` }),
  );
}

/** Which windows are shown. @returns {HTMLElement} */
export function windowSettings(model, state) {
  const boxes = model.views.map((view) =>
    check(view.title, state.values.shown.has(view.id), (on) => {
      const shown = new Set(state.values.shown);
      on ? shown.add(view.id) : shown.delete(view.id);
      state.set({ shown });
    }),
  );
  const section = element('section', { class: 'panel', 'aria-label': 'Windows' }, element('h2', {}, 'Windows'), ...boxes);
  state.on(['mode'], ({ mode }) => (section.hidden = mode !== 'grid'));
  return section;
}

/** How far the maps agree. @returns {HTMLElement | null} */
export function agreement(model) {
  if (!model.disagreement) {
    return null;
  }
  const { pixels } = model.disagreement;
  const all = pixels.reduce((sum, count) => sum + count, 0);
  const colors = disagreementColors();
  // Of n maps at most n − 1 are not of the commonest class.
  const rows = pixels.map((count, differing) => {
    const level = 1 + Math.floor((254 * differing) / (pixels.length - 1));
    const [red, green, blue] = [0, 8, 16].map((shift) => (colors[level] >>> shift) & 255);
    const color = differing === 0 ? 'transparent' : `rgb(${red},${green},${blue})`;
    const text = pixels.length === 2 ? ['They agree', 'They differ'][differing] : differing === 0 ? 'All agree' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`;
    return element(
      'tr',
      { 'data-pixels': count },
      element('th', { scope: 'row' }, element('i', { class: 'swatch', style: `background:${color}`, 'aria-hidden': 'true' }), text),
      element('td', {}, percent(count, all)),
    );
  });
  const last = pixels.findLastIndex((count) => count > 0);
  return element(
    'section',
    { class: 'panel', 'aria-label': 'Disagreement' },
    element('h2', {}, 'Where they disagree'),
    pixels.length > 2 && element('p', { class: 'faint' }, `How many of the ${pixels.length} maps are not of the commonest class there.`),
    element('table', { class: 'classes' }, element('tbody', {}, ...rows.slice(0, Math.max(2, last + 1)))),
  );
}
