import View from 'ol/View.js';
import 'ol/ol.css';
import { readData } from '../common/data.js';
import { element } from '../common/dom.js';
import { areas } from './areas.js';
import { changes } from './changes.js';
import './compare.css';
import { switches } from './controls.js';
import { drawer } from './drawer.js';
import { Layers } from './layers.js';
import { legend } from './legend.js';
import { Model, whole } from './model.js';
import { Panes } from './panes.js';
import { agreement, sceneSettings, windowSettings } from './settings.js';
import { State } from './state.js';
import { Status } from './status.js';
import { Swipe } from './swipe.js';
import { Tiles } from './tiles.js';

const model = new Model(readData('comparison'));
const maps = model.maps.filter((map) => !map.isReference);
const [red, green, blue] = model.scene.shown;
const state = new State({
  mode: 'grid',
  shown: new Set(model.views.map((view) => view.id)),
  left: maps.length > 1 ? maps[0].id : 'scene',
  right: maps.at(maps.length > 1 ? 1 : 0).id,
  line: 50,
  red,
  green,
  blue,
  bands: model.scene.shown,
  tail: 0.02,
  gamma: 1,
  opacity: 1,
  hidden: new Set(),
  areasOf: 0,
  part: null,
  from: 0,
  to: Math.min(1, model.maps.length - 1),
  units: 'area',
  match: null,
});

const tiles = new Tiles(model.tiles, readData('tiles'), model.grid, () =>
  status.tell(`The folder ${model.tiles.folder} does not lie beside this page: details are coarse.`),
);
const layers = new Layers(model, tiles, state);
const { width, height } = model.grid;
const view = new View({
  projection: layers.projection,
  center: [width / 2, -height / 2],
  resolution: 1,
  // From 64 screen pixels for one of the map to 16 for all of them.
  minResolution: 1 / 64,
  maxResolution: Math.max(1, width / 16, height / 16),
});
const status = new Status(model, layers, view);
const panes = new Panes(model, layers, state, view, point);
const swipe = new Swipe(model, layers, state, view, point);

function point(coordinate) {
  panes.mark(coordinate);
  status.show(coordinate);
}

/** The whole map in the middle of its window. */
function fit() {
  const size = state.values.mode === 'swipe' ? swipe.map.getSize() : panes.size;
  if (size?.every((side) => side > 8)) {
    view.fit(layers.extent, { size, padding: [4, 4, 4, 4] });
    fitted = String([view.getCenter(), view.getResolution()]);
  }
}

/** When windows change their size, a map that was shown whole stays so. */
let fitted = '';
function refit() {
  if (fitted === '' || fitted === String([view.getCenter(), view.getResolution()])) {
    fit();
  }
}

function zoom(/** @type {number} */ factor) {
  view.animate({ resolution: view.getResolution() * factor, duration: 150 });
}

function tool(label, text, onclick) {
  return element('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick }, text);
}

const { grid } = model;
const size = `${whole(grid.width)} × ${whole(grid.height)} pixels`;
const cell = grid.metres ? ` of ${Number(grid.metres.toPrecision(3))} m` : '';
document.getElementById('app').append(
  element(
    'header',
    { class: 'top' },
    element('div', {}, element('h1', {}, model.title), element('p', {}, [size + cell, grid.crs].filter(Boolean).join(' · '))),
    element(
      'div',
      { class: 'tools' },
      switches('Arrangement', state, 'mode', [
        ['grid', 'Side by side'],
        ['swipe', 'Swipe'],
      ]),
      tool('Zoom in', '+', () => zoom(0.5)),
      tool('Zoom out', '−', () => zoom(2)),
      tool('Fit: show the whole map', 'Fit', fit),
    ),
  ),
  element(
    'main',
    { class: 'work' },
    element('div', { class: 'stage' }, panes.element, swipe.element),
    element('aside', { class: 'side', 'aria-label': 'Legend and settings', tabindex: 0 }, legend(model, state), agreement(model), sceneSettings(model, state), windowSettings(model, state)),
  ),
  drawer(state, [
    ['areas', 'Areas', areas(model)],
    ...(model.maps.length > 1 ? [['changes', 'Changes between two maps', changes(model, state)]] : []),
  ]),
  status.element,
);
[...panes.maps, swipe.map].forEach((map) => map.on('change:size', () => requestAnimationFrame(refit)));
state.on(['mode'], () => requestAnimationFrame(fit));
